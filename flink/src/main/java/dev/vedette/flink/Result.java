package dev.vedette.flink;

import dev.vedette.flink.results.Row;
import org.jspecify.annotations.Nullable;

/** What comes of an archive where it is read: a row, or a range of a video whose other rows need the other ranges. One of both is there. */
public record Result(@Nullable Row row, @Nullable ScoredRange range) {
    static Result of(Row row) {
        return new Result(row, null);
    }

    static Result of(ScoredRange range) {
        return new Result(null, range);
    }
}
