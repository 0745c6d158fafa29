package dev.vedette.training.recipe;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;

/** Width and height of the network's frames in pixels. */
public record NetworkSize(int width, int height) {
    /**
     * @param text width and height, {@code 640x320}
     * @throws VedetteException bad configuration, if it is no size
     */
    public static NetworkSize parse(String text) {
        if (!text.matches("\\d{1,5}[x×]\\d{1,5}")) {
            throw VedetteException.badConfiguration(
                    "'" + text + "' is no size, expected WIDTHxHEIGHT in pixels, for instance 640x320");
        }
        String[] sides = text.split("[x×]", 2);
        return new NetworkSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    /** About so many tokens in the footage's proportions, but no finer than the footage itself. */
    static NetworkSize suiting(Video footage, int patch, int tokens) {
        Image first = firstFrame(footage);
        double aspect = (double) first.width() / first.height();
        double most = Math.min(1, first.width() / (patch * Math.sqrt(tokens * aspect)));
        int columns = Math.max(2, (int) Math.round(Math.sqrt(tokens * aspect) * most));
        int rows = Math.max(2, (int) Math.round(Math.sqrt(tokens / aspect) * most));
        return new NetworkSize(columns * patch, rows * patch);
    }

    private static Image firstFrame(Video footage) {
        try (FrameSource source = footage.open()) {
            return source.next()
                    .map(Frame::image)
                    .orElseThrow(() -> VedetteException.badInput(
                            footage.name() + " has no frames, expected footage to learn from"));
        }
    }

    /** Patches of that side in a frame. */
    int tokens(int patch) {
        return (width / patch) * (height / patch);
    }

    /** As it is written in options and recipes. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
