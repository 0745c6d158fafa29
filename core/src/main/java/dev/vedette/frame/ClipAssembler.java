package dev.vedette.frame;

import dev.vedette.fault.VedetteException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the frames of one video into clips at network size. A clip comes out three frames after its own frame; frames are
 * resized once. Not thread-safe; it has no clock and may be used for the next video after {@link #finish()}.
 */
public final class ClipAssembler {
    private final int width;
    private final int height;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Deque<Clip.Shown> past = new ArrayDeque<>();
    private @Nullable BilinearResize resize;
    private @Nullable Image before;
    private @Nullable Frame latest;

    /** For a network that takes pictures of {@code width × height}. */
    public ClipAssembler(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A frame at network size whose clip is not complete; the gradient follows one frame later. */
    private record Waiting(
            long index,
            Duration time,
            Clip.Shown picture,
            @Nullable Image gradient) {}

    /**
     * Takes the next frame.
     *
     * @return the clip of the frame three earlier, or none during the first three
     * @throws VedetteException bad input, when the frame's size differs from that of the frames before
     */
    public List<Clip> push(Frame frame) {
        BilinearResize toNetwork = resizeFor(frame);
        Frame previous = latest;
        if (previous != null) {
            completeNewest(previous, frame.image());
            before = previous.image();
        }
        latest = frame;
        Clip.Shown picture = new Clip.Shown(toNetwork.apply(frame.image()));
        waiting.addLast(new Waiting(frame.index(), frame.time(), picture, null));
        if (waiting.size() <= Clip.STRIDE) {
            return List.of();
        }
        return List.of(take(waiting.getLast().picture()));
    }

    /** Ends the video and gives the clips of its last frames, at most three; empty when there were no frames. */
    public List<Clip> finish() {
        if (latest != null) {
            completeNewest(latest, latest.image());
        }
        List<Clip> rest = new ArrayList<>();
        while (!waiting.isEmpty()) {
            rest.add(take(waiting.getFirst().picture()));
        }
        past.clear();
        resize = null;
        before = null;
        latest = null;
        return rest;
    }

    private BilinearResize resizeFor(Frame frame) {
        Image image = frame.image();
        if (latest != null && !latest.image().sameSize(image)) {
            throw VedetteException.badInput("the frame size changes from "
                    + latest.image().width() + "x" + latest.image().height() + " to " + image.width() + "x"
                    + image.height() + " at frame " + frame.index()
                    + ", but all frames of a video must have one size: split the video there or scale it to one size");
        }
        BilinearResize existing = resize;
        if (existing == null) {
            existing = new BilinearResize(image.width(), image.height(), width, height);
            resize = existing;
        }
        return existing;
    }

    private void completeNewest(Frame newest, Image after) {
        Waiting incomplete = waiting.removeLast();
        Image gradient = resizeFor(newest).gradient(before == null ? newest.image() : before, after);
        waiting.addLast(new Waiting(incomplete.index, incomplete.time, incomplete.picture, gradient));
    }

    private Clip take(Clip.Shown future) {
        Waiting ready = waiting.removeFirst();
        Clip.Shown before = past.isEmpty() ? ready.picture : past.getLast();
        Clip.Shown after = waiting.isEmpty() ? ready.picture : waiting.getFirst().picture;
        Clip.Shown earlier = past.size() == Clip.STRIDE ? past.removeFirst() : ready.picture;
        past.addLast(ready.picture);
        Image gradient = ready.gradient;
        if (gradient == null) {
            throw VedetteException.internal("a clip left without its motion gradient", null);
        }
        return new Clip(ready.index, ready.time, earlier, before, ready.picture, after, future, gradient);
    }
}
