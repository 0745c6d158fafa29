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
    @Override
    public Optional<Pasted> paste(Clip clip, MovingObject object) {
        boolean grey = Colour.isGrey(clip.present());
        Layer past = Layer.of(object.past(), grey);
        Layer before = Layer.of(object.before(), grey);
        Layer present = Layer.of(object.present(), grey);
        Layer after = Layer.of(object.after(), grey);
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
                before.over(clip.before()),
                present.over(frame),
                after.over(clip.after()),
                future.over(clip.future()),
                gradient(clip, before, after));
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

    private static boolean isEmpty(byte[] map) {
        for (byte value : map) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
