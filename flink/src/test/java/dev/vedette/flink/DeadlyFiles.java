package dev.vedette.flink;

import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Local files below {@code deadly:/}, to be fetched as from elsewhere; whoever opens one whose name says so dies. */
public final class DeadlyFiles implements FileSystemFactory {
    static final String DEADLY = "deadly";

    /** What happens to who opens a deadly file. */
    static volatile Runnable death = () -> {};

    @Override
    public String getScheme() {
        return DEADLY;
    }

    @Override
    public FileSystem create(URI uri) {
        return new LocalFileSystem() {
            @Override
            public FSDataInputStream open(Path file) throws java.io.IOException {
                if (file.getName().startsWith(DEADLY)) {
                    death.run();
                }
                return super.open(file);
            }

            @Override
            public boolean isDistributedFS() {
                return true;
            }

            @Override
            public URI getUri() {
                return URI.create(DEADLY + ":///");
            }
        };
    }
}
