package dev.vedette.server.source;

import java.io.IOException;
import java.io.InputStream;

/** The server, to the processes that it starts. */
public final class ParentProcess {
    private ParentProcess() {}

    /**
     * Ends this process when the server's does, however that ends.
     *
     * @param fromServer a pipe whose other end the server holds and writes nothing more to
     */
    public static void endWith(InputStream fromServer) {
        Thread watch = new Thread(
                () -> {
                    try {
                        fromServer.read();
                    } catch (IOException e) {
                        // The pipe is gone, and that is all that matters.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "vedette-parent");
        watch.setDaemon(true);
        watch.start();
    }
}
