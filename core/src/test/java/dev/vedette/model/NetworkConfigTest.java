package dev.vedette.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NetworkConfigTest {
    /** Counted in the published program: 2432.0 million with kept patches alone. */
    @Test
    void workOfAFrame() {
        assertThat(NetworkConfig.paper(640, 320, 16).multiplyAdds() * 1e-6).isCloseTo(2432.0, within(1.0));
    }
}
