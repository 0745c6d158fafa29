package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which frames of a video are abnormal: given one by one, or all normal whatever their number. Immutable. */
public final class FrameLabels {
    /** Every frame is normal. */
    public static final FrameLabels ALL_NORMAL = new FrameLabels(null, "");

    private final boolean @Nullable [] abnormal;
    private final String source;

    private FrameLabels(boolean @Nullable [] abnormal, String source) {
        this.abnormal = abnormal;
        this.source = source;
    }

    /**
     * Labels given one by one.
     *
     * @param abnormal true where the frame is abnormal; not copied
     * @param source where they come from, for messages
     */
    static FrameLabels of(boolean[] abnormal, String source) {
        return new FrameLabels(abnormal, source);
    }

    /** Number of frames that are labelled; empty if it may be any. */
    public OptionalInt frames() {
        return abnormal == null ? OptionalInt.empty() : OptionalInt.of(abnormal.length);
    }

    /** Whether frame {@code i} is labelled abnormal. */
    boolean at(int i) {
        return abnormal != null && abnormal[i];
    }

    /** Whether any frame is abnormal. */
    boolean any() {
        boolean any = false;
        for (int i = 0; abnormal != null && i < abnormal.length; i++) {
            any |= abnormal[i];
        }
        return any;
    }

    /** A copy of the labels of a video that has as many frames as labels. */
    boolean[] of(String video, int frames) {
        if (abnormal == null) {
            return new boolean[frames];
        }
        if (abnormal.length != frames) {
            throw VedetteException.badInput("video " + video + " has " + frames + " frames, but " + source + " labels "
                    + abnormal.length + "; expected one label for each frame: check both for missing frames");
        }
        return abnormal.clone();
    }
}
