package dev.vedette.training.objects;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.BilinearResize;
import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.ObjectSource;
import dev.vedette.training.synthetic.Sprite;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Things from a folder of cut-out pictures (PNG with alpha). They are pasted anywhere, a twelfth to two fifths of the
 * frame high, and go straight or curved in any direction at any speed up to 3 % of the frame's width a frame. Immutable
 * and safe for use by many threads.
 */
public final class CutOuts implements ObjectSource {
    /** Kept no larger than this: more than any use needs. */
    private static final int LARGEST_SIDE = 160;

    private static final ChangeRanges.Range HEIGHT = new ChangeRanges.Range(0.08, 0.4);
    private static final ChangeRanges.Range SPEED = new ChangeRanges.Range(0.001, 0.03);

    private final List<Sprite> sprites;

    private CutOuts(List<Sprite> sprites) {
        this.sprites = List.copyOf(sprites);
    }

    /**
     * Reads all pictures of a folder.
     *
     * @throws VedetteException bad input, when there are none, one cannot be read, or one has no transparent part
     */
    public static CutOuts read(Path folder) {
        List<Sprite> sprites = new ArrayList<>();
        for (Path file : ImageFile.in(folder)) {
            sprites.add(sprite(file));
        }
        if (sprites.isEmpty()) {
            throw VedetteException.badInput(
                    folder + " holds no pictures, but cut-outs are read from PNG files with alpha: put some there");
        }
        return new CutOuts(sprites);
    }

    private static Sprite sprite(Path file) {
        BufferedImage picture = ImageFile.read(file);
        int side = Math.max(picture.getWidth(), picture.getHeight());
        int halvings = 0;
        while (side >> halvings > LARGEST_SIDE) {
            halvings++;
        }
        Image colours = halved(ImageFile.colours(picture), halvings);
        Image opacity = halved(ImageFile.opacity(picture), halvings);
        byte[] alpha = new byte[opacity.bgr().length / 3];
        int opaque = 0;
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = opacity.bgr()[3 * i];
            opaque += (alpha[i] & 0x80) >> 7;
        }
        if (opaque == 0 || opaque == alpha.length) {
            throw VedetteException.badInput(file + " is " + (opaque == 0 ? "wholly transparent" : "wholly opaque")
                    + ", but a cut-out shows a thing on a transparent ground: save it with alpha");
        }
        return new Sprite(0, 0, colours.width(), colours.height(), colours.bgr(), alpha);
    }

    private static Image halved(Image image, int times) {
        Image smaller = image;
        for (int i = 0; i < times; i++) {
            smaller =
                    BilinearResize.resize(smaller, Math.max(1, smaller.width() / 2), Math.max(1, smaller.height() / 2));
        }
        return smaller;
    }

    /** How many things there are. */
    public int count() {
        return sprites.size();
    }

    @Override
    public Optional<MovingObject> draw(RandomGenerator random, Clip into) {
        Sprite sprite = sprites.get(random.nextInt(sprites.size()));
        Sprite thing = random.nextBoolean() ? SpriteEdit.mirrored(sprite) : sprite;
        int width = into.present().width();
        int height = into.present().height();
        double scale = HEIGHT.draw(random) * height / thing.height();
        SpriteWarp warp = new SpriteWarp(scale, scale, random.nextDouble(-0.2, 0.2));
        double x = random.nextDouble() * width;
        double y = random.nextDouble() * height;
        double path = SPEED.draw(random) * width * Clip.STRIDE;
        double direction = random.nextDouble() * 2 * Math.PI;
        double bend = random.nextBoolean() ? 0 : random.nextDouble(-0.5, 0.5);
        Sprite present = Surroundings.lit(warp.apply(thing, x, y), into.present());
        Sprite past = warp.apply(thing, x - path * Math.cos(direction - bend), y - path * Math.sin(direction - bend));
        Sprite future = warp.apply(thing, x + path * Math.cos(direction + bend), y + path * Math.sin(direction + bend));
        return Optional.of(new MovingObject(
                Surroundings.lit(past, into.past()), present, Surroundings.lit(future, into.future())));
    }
}
