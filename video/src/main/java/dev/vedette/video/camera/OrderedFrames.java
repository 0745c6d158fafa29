package dev.vedette.video.camera;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.video.LiveStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Frames as an order asks for them; recorded ones come when they are due, as if they were live. */
final class OrderedFrames implements FrameSource {
    private final FrameSource source;
    private final double speed;
    private final long from;
    private long began;

    private OrderedFrames(FrameSource source, double speed, long from) {
        this.source = source;
        this.speed = speed;
        this.from = from;
    }

    static FrameSource open(DecoderOrder order) {
        if (order.address().kind().isLive()) {
            return new Narrowed(live(order), order.width());
        }
        Video recorded = RecordedFootage.of(order.address(), order.rate(), order.width(), order.round());
        return new OrderedFrames(recorded.open(), order.speed(), order.from());
    }

    private static FrameSource live(DecoderOrder order) {
        return order.address().kind() == CameraAddress.Kind.USB
                ? LiveStream.open(order.address().path(), order.rate())
                : LiveStream.open(order.address().text(), order.transport(), order.rate());
    }

    @Override
    public Optional<Frame> next() {
        Optional<Frame> frame = source.next();
        while (frame.isPresent() && frame.get().index() < from) {
            frame = source.next();
        }
        frame.ifPresent(this::await);
        return frame;
    }

    private void await(Frame frame) {
        long shown = (long) (frame.time().toNanos() / speed);
        if (began == 0) {
            began = System.nanoTime() - shown;
        }
        long due = began + shown;
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
