package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.results.Csv;
import dev.vedette.flink.results.Table;
import dev.vedette.video.NaturalOrder;
import dev.vedette.video.archive.ArchiveOutcome;
import dev.vedette.video.archive.ArchiveOutcome.SetAside;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The small tables of a job that has ended, read back. */
record Results(Path output) {
    ArchiveOutcome read() {
        List<List<String>> videos = rows(Table.VIDEOS);
        long frames = 0;
        long events = 0;
        for (List<String> video : videos) {
            frames += Long.parseLong(video.get(2));
            events += Long.parseLong(video.get(3));
        }
        List<SetAside> setAside = new ArrayList<>();
        rows(Table.SET_ASIDE).forEach(row -> setAside.add(new SetAside(row.get(1), row.get(3))));
        setAside.sort(Comparator.comparing(SetAside::video, NaturalOrder.INSTANCE));
        return new ArchiveOutcome(videos.size(), frames, events, List.copyOf(setAside));
    }

    private List<List<String>> rows(Table table) {
        Path folder = new Path(output, table.folder());
        List<List<String>> rows = new ArrayList<>();
        try {
            FileSystem system = folder.getFileSystem();
            if (system.exists(folder)) {
                for (FileStatus file : system.listStatus(folder)) {
                    if (!file.getPath().getName().startsWith(".")) {
                        rows.addAll(rows(system, file.getPath()));
                    }
                }
            }
            return rows;
        } catch (IOException e) {
            throw VedetteException.device("cannot read results in " + folder + " (" + e.getMessage() + ")", e);
        }
    }

    private static List<List<String>> rows(FileSystem system, Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(system.open(file), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Csv::values).toList();
        }
    }
}
