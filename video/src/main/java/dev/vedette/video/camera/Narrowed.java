package dev.vedette.video.camera;

import dev.vedette.frame.BilinearResize;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import java.util.Optional;

/** Frames that are at most so wide. */
final class Narrowed implements FrameSource {
    private final FrameSource source;
    private final int width;

    Narrowed(FrameSource source, int width) {
        this.source = source;
        this.width = width;
    }

    @Override
    public Optional<Frame> next() {
        return source.next().map(frame -> new Frame(frame.index(), frame.time(), narrow(frame.image(), width)));
    }

    /** The image itself, if it is narrow enough. */
    static Image narrow(Image image, int width) {
        if (image.width() <= width) {
            return image;
        }
        int height = Math.max(1, Math.round((float) image.height() * width / image.width()));
        return BilinearResize.resize(image, width, height);
    }

    @Override
    public void close() {
        source.close();
    }
}
