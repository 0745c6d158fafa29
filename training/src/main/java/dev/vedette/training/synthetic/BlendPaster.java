package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import java.util.Optional;

/**
 * Pastes without a seam: the thing's edge is softened by one to two pixels and blended with the frame. In footage
 * without colour the thing loses its own. The anomaly map is 255 where the thing covers at least half of frame t's
 * pixel. The motion gradient becomes what it would be with the thing in the scene, moving evenly between the three
 * frames.
 */
public final class BlendPaster implements Paster {
    /** Frames t−1 and t+1 lie at a third of the way to t−3 and t+3. */
    private static final double NEIGHBOUR = 1.0 / Clip.STRIDE;

    @Override
    public Optional<Pasted> paste(Clip clip, MovingObject object) {
        boolean grey = Colour.isGrey(clip.present());
        Layer past = Layer.of(object.past(), grey);
        Layer present = Layer.of(object.present(), grey);
        Layer future = Layer.of(object.future(), grey);
        Image frame = clip.present();
        byte[] map = present.map(frame.width(), frame.height());
        if (isEmpty(map)) {
            return Optional.empty();
        }
        Clip shown = new Clip(
                clip.index(),
                clip.time(),
                past.over(clip.past()),
                present.over(frame),
                future.over(clip.future()),
                gradient(clip, neighbour(present, past), neighbour(present, future)));
        return Optional.of(new Pasted(shown, map));
    }

    private static Image gradient(Clip clip, Layer before, Layer after) {
        Image frame = clip.present();
        byte[] out = clip.gradient().bgr().clone();
        Sprite a = before.sprite();
        Sprite b = after.sprite();
        int left = Math.max(0, Math.min(a.x(), b.x()));
        int top = Math.max(0, Math.min(a.y(), b.y()));
        int right = Math.min(frame.width(), Math.max(a.x() + a.width(), b.x() + b.width()));
        int bottom = Math.min(frame.height(), Math.max(a.y() + a.height(), b.y() + b.height()));
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int cover = Math.max(before.alphaAt(x, y), after.alphaAt(x, y));
                for (int c = 0; c < 3 && cover > 0; c++) {
                    int i = (y * frame.width() + x) * 3 + c;
                    int clean = frame.at(x, y, c);
                    int own = Math.abs(before.mixedAt(x, y, c, clean) - after.mixedAt(x, y, c, clean));
                    out[i] = (byte) Math.max(own, (out[i] & 0xff) * (255 - cover) / 255);
                }
            }
        }
        return new Image(frame.width(), frame.height(), out);
    }

    /** The thing one frame before or after frame t; it is not there where the other picture does not show it. */
    private static Layer neighbour(Layer present, Layer other) {
        if (other.isNothing()) {
            return other;
        }
        Sprite from = present.sprite();
        Sprite to = other.sprite();
        double dx = (to.centreX() - from.centreX()) * NEIGHBOUR;
        double dy = (to.centreY() - from.centreY()) * NEIGHBOUR;
        return new Layer(from.at((int) Math.round(from.x() + dx), (int) Math.round(from.y() + dy)));
    }

    private static boolean isEmpty(byte[] map) {
        for (byte value : map) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
