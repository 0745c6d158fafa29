package dev.vedette.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Remembers what it was told, and that it was told in good order. */
class Told implements CameraListener {
    final List<FrameScore> frames = Collections.synchronizedList(new ArrayList<>());
    final List<AnomalyEvent> events = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch end = new CountDownLatch(1);
    volatile @Nullable Throwable fault;
    volatile boolean outOfOrder;
    private volatile @Nullable Thread calling;

    @Override
    public void found(StreamDetector.Findings findings) {
        outOfOrder |= calling != null || end.getCount() == 0;
        calling = Thread.currentThread();
        frames.addAll(findings.frames());
        events.addAll(findings.events());
        outOfOrder |= calling != Thread.currentThread();
        calling = null;
    }

    @Override
    public void ended() {
        outOfOrder |= calling != null || end.getCount() == 0;
        end.countDown();
    }

    @Override
    public void failed(Throwable cause) {
        fault = cause;
        ended();
    }

    void awaitEnd() throws InterruptedException {
        if (!end.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the end was not told");
        }
        if (outOfOrder) {
            throw new AssertionError("calls overlapped, or came after the end");
        }
    }

    List<Long> indices() {
        synchronized (frames) {
            return frames.stream().map(FrameScore::index).toList();
        }
    }
}
