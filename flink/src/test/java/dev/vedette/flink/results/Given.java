package dev.vedette.flink.results;

import dev.vedette.detection.Precision;
import dev.vedette.flink.Footage;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ResultPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An archive of two cameras, and what is expected of it as lines of CSV. */
final class Given {
    /** Alike in width, so that they can be sorted. */
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Footage footage;

    Given(Path folder, int frames) throws IOException {
        this.folder = folder;
        this.footage =
                new Footage(folder, ScoringRule.paper()).detector("gate", 1).detector("yard", 2);
        Files.createDirectories(footage.file("gate"));
        Files.createDirectories(footage.file("yard"));
        footage.video("gate/1.mp4", 1, frames).video("yard/1.mp4", 2, frames);
    }

    Path output() {
        return folder.resolve("output");
    }

    ArchiveJob job(String to, @Nullable Path settings) {
        return new ArchiveJob(
                footage.videos.toString(),
                footage.detectors.toString(),
                output().toString(),
                new ResultPlace(to, Optional.ofNullable(settings).map(Path::toString)),
                2,
                Precision.AUTO,
                OptionalDouble.empty(),
                Optional.empty(),
                3,
                Duration.ofMillis(300));
    }

    ResultTarget target(String to, Path settings) {
        return ResultTarget.of(
                job(to, settings).results(), TableSet.ARCHIVE, new org.apache.flink.core.fs.Path(output().toString()));
    }

    List<String> expected(Table table) {
        return Stream.concat(
                        footage.expected("gate", "gate/1.mp4").get(table).stream(),
                        footage.expected("yard", "yard/1.mp4").get(table).stream())
                .sorted()
                .toList();
    }

    /** The line of CSV that says the same as a row read back. */
    static String line(Table table, Function<Column, Object> values) {
        return table.columns().stream()
                .map(column -> text(column, values.apply(column)))
                .collect(Collectors.joining(","));
    }

    private static String text(Column column, Object value) {
        return switch (column.kind()) {
            case TEXT -> Csv.text((String) value);
            case SECONDS -> String.format(Locale.ROOT, "%.3f", (Double) value);
            case FLAG -> (Boolean) value ? "1" : "0";
            case MOMENT -> MILLIS.format((Instant) value);
            case WHOLE, NUMBER -> String.valueOf(value);
        };
    }
}
