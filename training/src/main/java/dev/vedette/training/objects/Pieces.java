package dev.vedette.training.objects;

import dev.vedette.frame.Image;
import dev.vedette.training.footage.Footage;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.Sprite;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Oval pieces of a scene that stand in for moving things where hardly any could be cut out, for instance because they cross
 * the whole picture. They do not move by themselves.
 */
final class Pieces {
    private static final int COUNT = 48;
    private static final ChangeRanges.Range HEIGHT = new ChangeRanges.Range(0.06, 0.25);
    private static final ChangeRanges.Range ASPECT = new ChangeRanges.Range(0.4, 1.6);

    private Pieces() {}

    static List<Track> cut(Footage footage, SplittableRandom random) {
        List<Track> pieces = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Image frame = footage.present(random.nextInt(footage.size()));
            int height = (int) Math.max(4, HEIGHT.draw(random) * frame.height());
            int width = (int) Math.max(4, Math.min(frame.width() / 2.0, ASPECT.draw(random) * height));
            if (height < frame.height() && width < frame.width()) {
                Sprite oval = oval(
                        frame,
                        random.nextInt(frame.width() - width),
                        random.nextInt(frame.height() - height),
                        width,
                        height);
                double around = Surroundings.brightness(frame, oval);
                pieces.add(new Track(new MovingObject(oval, oval, oval), 0, 0, around));
            }
        }
        return pieces;
    }

    private static Sprite oval(Image frame, int x, int y, int width, int height) {
        boolean[] covers = new boolean[width * height];
        int area = 0;
        for (int i = 0; i < covers.length; i++) {
            int row = i / width;
            double dx = (i % width + 0.5) / width * 2 - 1;
            double dy = (row + 0.5) / height * 2 - 1;
            covers[i] = dx * dx + dy * dy < 1;
            area += covers[i] ? 1 : 0;
        }
        return new Blob(x, y, width, height, covers, area).cutFrom(frame);
    }
}
