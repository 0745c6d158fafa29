package dev.vedette.video.camera;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.video.LiveStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Frames as an order asks for them; recorded ones come when they are due, as if they were live, and can {@link #beginAnew} after their end.
 * Not thread-safe.
 */
final class OrderedFrames implements FrameSource {
    private final DecoderOrder order;
    private final boolean live;
    private long round;
    private long from;
    private FrameSource source;
    /** How long a frame is shown. */
    private double interval;

    private boolean begun;
    /** When time 0 of this round was shown, or would have been. */
    private long began;
    /** When the next frame after the last one would be due. */
    private long next;

    private OrderedFrames(DecoderOrder order) {
        this.order = order;
        this.live = order.address().kind().isLive();
        this.round = order.round();
        this.from = order.from();
        this.source = live ? new Narrowed(live(order), order.width()) : recorded();
    }

    static OrderedFrames open(DecoderOrder order) {
        return new OrderedFrames(order);
    }

    private static FrameSource live(DecoderOrder order) {
        return order.address().kind() == CameraAddress.Kind.USB
                ? LiveStream.open(order.address().path(), order.rate())
                : LiveStream.open(order.address().text(), order.transport(), order.rate());
    }

    private FrameSource recorded() {
        Video video = RecordedFootage.of(order.address(), order.rate(), order.width(), round);
        interval = 1e9 / video.frameRate();
        return video.open();
    }

    /**
     * Shows footage from its beginning, numbered and timed anew, its first frame when one after the last would have been due: no sooner, so
     * that it does not run ahead, and not before now, so that a machine that is too slow does not fall behind for good.
     *
     * @return false when it is a live camera, which is over
     */
    boolean beginAnew() {
        if (live) {
            return false;
        }
        source.close();
        round++;
        from = 0;
        source = recorded();
        began = Math.max(next, System.nanoTime());
        return true;
    }

    @Override
    public Optional<Frame> next() {
        Optional<Frame> frame = source.next();
        while (frame.isPresent() && frame.get().index() < from) {
            frame = source.next();
        }
        if (!live) {
            frame.ifPresent(this::await);
        }
        return frame;
    }

    private void await(Frame frame) {
        long shown = shown(frame.time().toNanos());
        if (!begun) {
            begun = true;
            began = System.nanoTime() - shown;
        }
        long due = began + shown;
        next = due + shown(interval);
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VedetteException.internal("interrupted while a frame was waited for", e);
        }
    }

    private long shown(double nanos) {
        return (long) (nanos / order.speed());
    }

    @Override
    public void close() {
        source.close();
    }
}
