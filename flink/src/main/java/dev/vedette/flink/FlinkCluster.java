package dev.vedette.flink;

import dev.vedette.video.archive.ArchiveCluster;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchiveOutcome;
import dev.vedette.video.archive.ArchivePlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Archives on {@link Flink}. */
public final class FlinkCluster implements ArchiveCluster {
    /** For {@link java.util.ServiceLoader}. */
    public FlinkCluster() {}

    @Override
    public ArchiveOutcome run(ArchiveJob job, int port, Consumer<ArchivePlan> begun) throws InterruptedException {
        Flink.initialize();
        Archive archive = Archive.of(job);
        Flink.run(ArchivePipeline.build(archive, job), job.slots(), port, page -> begun.accept(archive.plan(page)));
        return new Results(archive.output()).read();
    }

    @Override
    public List<Path> install(Path lib) {
        return WorkerJars.copyTo(lib);
    }

    @Override
    public ArchivePlan submit(ArchiveJob job, URI cluster) throws InterruptedException {
        Flink.requireThere(cluster);
        Archive archive = Archive.of(job);
        return archive.plan(Flink.submit(ArchivePipeline.build(archive, job), cluster));
    }
}
