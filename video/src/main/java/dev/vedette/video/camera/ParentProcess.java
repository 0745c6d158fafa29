package dev.vedette.video.camera;

import java.io.IOException;
import java.io.InputStream;

/** The process that started this one. */
public final class ParentProcess {
    private ParentProcess() {}

    /**
     * Ends this process when the other does, however that ends.
     *
     * @param fromParent a pipe whose other end the other holds and writes nothing more to
     */
    public static void endWith(InputStream fromParent) {
        Thread watch = new Thread(
                () -> {
                    try {
                        fromParent.read();
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
