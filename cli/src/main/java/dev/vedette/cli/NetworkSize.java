package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Width and height of the network's frames in pixels. */
record NetworkSize(int width, int height) {
    /** {@code 320x192}. */
    static final class Converter implements ITypeConverter<NetworkSize> {
        @Override
        public NetworkSize convert(String text) {
            if (!text.matches("\\d{1,5}[x×]\\d{1,5}")) {
                throw new TypeConversionException(
                        "'" + text + "' is no size, expected WIDTHxHEIGHT, for instance 320x192");
            }
            String[] sides = text.split("[x×]", 2);
            return new NetworkSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }
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
}
