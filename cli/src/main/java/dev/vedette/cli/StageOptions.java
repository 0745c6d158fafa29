package dev.vedette.cli;

import picocli.CommandLine.Option;

/** Of {@code vedette benchmark} stage by stage. */
final class StageOptions {
    @Option(names = "--no-learning", description = "Leave learning out.")
    boolean withoutLearning;

    @Option(
            names = "--soak",
            paramLabel = "FRAMES",
            description = "Also detect in, then learn from, that many frames and tell the memory meanwhile.")
    long soak;
}
