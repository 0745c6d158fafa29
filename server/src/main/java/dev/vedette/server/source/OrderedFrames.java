package dev.vedette.server.source;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.server.config.CameraAddress.Kind;
import dev.vedette.video.LiveStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Frames as an order asks for them; recorded ones come when they are due, as if they were live. */
final class OrderedFrames implements FrameSource {
    private final FrameSource source;
    private final double speed;
    private long began;

    private OrderedFrames(FrameSource source, double speed) {
        this.source = source;
        this.speed = speed;
    }

    static FrameSource open(DecoderOrder order) {
        if (order.address().kind().isLive()) {
            return new Narrowed(live(order), order.width());
        }
        Video recorded = RecordedFootage.of(order.address(), order.rate(), order.width(), order.round());
        return new OrderedFrames(recorded.open(), order.speed());
    }

    private static FrameSource live(DecoderOrder order) {
        return order.address().kind() == Kind.USB
                ? LiveStream.open(order.address().path(), order.rate())
                : LiveStream.open(order.address().text(), order.transport(), order.rate());
    }

    @Override
    public Optional<Frame> next() {
        Optional<Frame> frame = source.next();
        frame.ifPresent(this::await);
        return frame;
    }

    private void await(Frame frame) {
        if (began == 0) {
            began = System.nanoTime();
        }
        long due = began + (long) (frame.time().toNanos() / speed);
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VedetteException.internal("interrupted while a frame was waited for", e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
