package dev.vedette.flink;

import dev.vedette.video.archive.ArchiveCluster;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchiveOutcome;
import dev.vedette.video.archive.ArchivePlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.jspecify.annotations.Nullable;

/** Archives on Apache Flink, embedded or as it stands somewhere. */
public final class FlinkCluster implements ArchiveCluster {
    /** For {@link java.util.ServiceLoader}. */
    public FlinkCluster() {}

    /** Looks for videos when it is asked for the job. */
    private static final class Found implements JobCluster.JobMaker {
        private final ArchiveJob job;
        private @Nullable Archive archive;

        Found(ArchiveJob job) {
            this.job = job;
        }

        @Override
        public JobGraph make() {
            Archive found = Archive.of(job);
            archive = found;
            return ArchivePipeline.build(found, job);
        }

        Archive archive() {
            return Objects.requireNonNull(archive);
        }
    }

    @Override
    public ArchiveOutcome run(ArchiveJob job, int port, Consumer<ArchivePlan> begun) throws InterruptedException {
        Found found = new Found(job);
        JobCluster.run(
                job.slots(), port, found, page -> begun.accept(found.archive().plan(page)));
        return new Results(found.archive().output()).read();
    }

    @Override
    public List<Path> install(Path lib) {
        return WorkerJars.copyTo(lib);
    }

    @Override
    public ArchivePlan submit(ArchiveJob job, URI cluster) throws InterruptedException {
        Found found = new Found(job);
        URI page = JobCluster.submit(cluster, found);
        return found.archive().plan(page);
    }
}
