package dev.vedette.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import org.junit.jupiter.api.Test;

class NetworkConfigTest {
    /** Counted in the published program: 2432.0 million with kept patches alone. */
    @Test
    void workOfAFrame() {
        assertThat(NetworkConfig.paper(640, 320, 16).multiplyAdds() * 1e-6).isCloseTo(2432.0, within(1.0));
    }

    @Test
    void asManyTokensAsNoMemoryHoldsAreRefused() {
        assertThat(NetworkConfig.paper(4096, 2160, 16).tokens()).isEqualTo(34_560);
        assertThatThrownBy(() -> NetworkConfig.paper(4096, 4096, 1))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("16777216 patches of 1 pixels");
        assertThatThrownBy(() -> NetworkConfig.paper(7680, 4096, 256))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("frameWidth is 7680");
    }
}
