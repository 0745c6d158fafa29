package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {
    @Test
    void asksTheCLibraryAsOftenAsWanted() {
        assertThat(NativeMemory.keepFreedBlocks()).isEqualTo(NativeMemory.keepFreedBlocks());
    }

    @Test
    @EnabledOnOs({OS.MAC, OS.WINDOWS})
    void doesNothingWhereThereIsNoGlibc() {
        assertThat(NativeMemory.keepFreedBlocks()).isFalse();
    }
}
