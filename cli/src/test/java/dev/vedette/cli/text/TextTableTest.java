package dev.vedette.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void wordsStandLeftAndNumbersRight() {
        StringWriter out = new StringWriter();
        new TextTable("what", "figure")
                .row("a", "1.5")
                .row("longer", "–")
                .row("b", "-12.25")
                .print(new PrintWriter(out));

        assertThat(out.toString().lines())
                .containsExactly("  what    figure", "  a          1.5", "  longer       –", "  b       -12.25");
    }
}
