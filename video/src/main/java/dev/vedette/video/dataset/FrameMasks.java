package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.VedetteException;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Masks that are read one by one by the number of their frame, and that must all be of one size. */
record FrameMasks(String source, int frames, IntFunction<PixelMask> reader) implements Masks {
    @Override
    public MaskSource open() {
        return new Source();
    }

    private final class Source implements MaskSource {
        private int next;
        private @Nullable PixelMask first;

        @Override
        public Optional<PixelMask> next() {
            if (next == frames) {
                return Optional.empty();
            }
            PixelMask mask = reader.apply(next);
            if (first == null) {
                first = mask;
            } else if (mask.width() != first.width() || mask.height() != first.height()) {
                throw VedetteException.badInput(source + " is " + mask.width() + "x" + mask.height() + " for frame "
                        + next + ", but " + first.width() + "x" + first.height()
                        + " for frame 0; expected masks of one size, that of the video");
            }
            next++;
            return Optional.of(mask);
        }

        @Override
        public void close() {}
    }
}
