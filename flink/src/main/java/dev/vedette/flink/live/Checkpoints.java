package dev.vedette.flink.live;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.Places;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Checkpoints of a job, beside its results. */
final class Checkpoints {
    private static final String FOLDER = "checkpoints";
    private static final String PREFIX = "chk-";
    private static final String COMPLETE = "_metadata";

    private Checkpoints() {}

    static Path folder(Path output) {
        return new Path(output, FOLDER);
    }

    /** Flink wants to be told the file system of its checkpoints. */
    static String address(Path output) {
        try {
            return folder(output).makeQualified(output.getFileSystem()).toString();
        } catch (IOException e) {
            throw VedetteException.badInput(
                    output + " cannot be used (" + e.getMessage() + "); check the address and its rights", e);
        }
    }

    /** @throws VedetteException bad input, when there is none */
    static Path newest(Path output) {
        Path folder = folder(output);
        Optional<FileStatus> newest = Optional.empty();
        if (Places.exists(folder)) {
            for (Places.Entry job : Places.list(folder)) {
                for (Places.Entry checkpoint : job.isFolder() ? Places.list(job.path()) : List.<Places.Entry>of()) {
                    newest = newer(newest, checkpoint);
                }
            }
        }
        return newest.map(metadata -> metadata.getPath().getParent())
                .orElseThrow(() -> VedetteException.badInput(
                        folder + " holds no checkpoint to go on from: begin without --resume, in another folder"));
    }

    private static Optional<FileStatus> newer(Optional<FileStatus> known, Places.Entry checkpoint) {
        Path metadata = new Path(checkpoint.path(), COMPLETE);
        try {
            if (!checkpoint.name().startsWith(PREFIX) || !Places.exists(metadata)) {
                return known;
            }
            FileStatus other = metadata.getFileSystem().getFileStatus(metadata);
            return known.filter(one -> one.getModificationTime() >= other.getModificationTime())
                    .or(() -> Optional.of(other));
        } catch (IOException e) {
            return known; // it was just removed by a job that still runs
        }
    }
}
