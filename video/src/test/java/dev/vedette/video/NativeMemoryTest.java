package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.FrameSource;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void readingWritingAndReopeningKeepMemoryFlat() throws Exception {
        String output =
                ChildProcess.java(Soak.class, List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"), folder.toString());

        // One frame lost of each of the 2000 that are read would be 115 MB.
        assertThat(output).containsPattern("^grown by -?\\d+ MB$");
        assertThat(Long.parseLong(output.replaceAll("[^-\\d]", ""))).isLessThan(20);
    }

    /** Runs with a heap of fixed size, so that what grows is native. */
    static final class Soak {
        private Soak() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            Path file = folder.resolve("clip.mp4");
            Footage.write(file, 160, 120, 25, 250);
            for (int round = 0; round < 2; round++) {
                openReadAndLeave(folder, file);
            }
            long before = Pointer.physicalBytes();
            for (int round = 0; round < 8; round++) {
                openReadAndLeave(folder, file);
            }
            System.out.println("grown by " + (Pointer.physicalBytes() - before) / MEGABYTE + " MB");
        }

        private static void openReadAndLeave(Path folder, Path file) {
            try (FrameSource all = Videos.open(file).open()) {
                while (all.next().isPresent()) {
                    // Only reading counts here.
                }
            }
            for (int i = 0; i < 4; i++) {
                try (FrameSource left = Videos.open(file).open()) {
                    left.next();
                }
            }
            Footage.write(folder.resolve("again.mp4"), 160, 120, 25, 10);
            ImageFiles.writePng(folder.resolve("image.png"), Footage.image(160, 120, 0));
            ImageFiles.read(folder.resolve("image.png"));
        }
    }
}
