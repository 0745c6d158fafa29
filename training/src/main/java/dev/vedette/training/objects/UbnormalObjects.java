package dev.vedette.training.objects;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.BilinearResize;
import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.ObjectSource;
import dev.vedette.training.synthetic.PaperPaster;
import dev.vedette.training.synthetic.Sprite;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Abnormal objects from videos with annotations in UBnormal's layout (Acsintoae et al., CVPR 2022), as the paper takes
 * them: cut out by their masks where they cover at least {@value #LEAST_AREA} pixels in the frames t−3, t and t+3,
 * resized with the frame, and put back where they were. A few hundred are cut when the source is opened. Immutable and
 * safe for use by many threads.
 *
 * <p>For a video {@code X} there are its frames as pictures in a folder {@code X}, and, in a folder {@code X_annotations}
 * (or another one named {@code X}), a mask {@code …_gt.png} for each frame, whose grey level is the object's number, and
 * {@code …tracks.txt} with lines {@code object,first frame,last frame}.
 */
public final class UbnormalObjects implements ObjectSource {
    private static final int LEAST_AREA = 800;
    private static final int MOST = 300;
    private static final int WHITE = 255;

    private final List<MovingObject> objects;
    private final boolean asCut;

    private UbnormalObjects(List<MovingObject> objects, boolean asCut) {
        this.objects = List.copyOf(objects);
        this.asCut = asCut;
    }

    /**
     * Cuts objects out; takes about a minute for the whole data set.
     *
     * @param width of the network's pictures
     * @param height of the network's pictures
     * @param blackened for {@link PaperPaster}: all but the object is black before the picture is resized; otherwise the
     *     object keeps its colours up to the edge and gets a brightness that suits the place
     * @param seed chooses among the objects
     * @throws VedetteException bad input, when there are no annotated videos, files do not belong together, or no object is large enough
     */
    public static UbnormalObjects read(Path folder, int width, int height, boolean blackened, long seed) {
        List<UbnormalVideo.Moment> moments = new ArrayList<>();
        for (UbnormalVideo video : UbnormalVideo.find(folder)) {
            moments.addAll(video.moments());
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<MovingObject> objects = new ArrayList<>();
        for (int tries = Math.min(moments.size(), 4 * MOST); tries > 0 && objects.size() < MOST; tries--) {
            UbnormalVideo.Moment moment = moments.remove(random.nextInt(moments.size()));
            cut(moment, width, height, blackened).ifPresent(objects::add);
        }
        if (objects.isEmpty()) {
            throw VedetteException.badInput(
                    "no object in " + folder + " covers " + LEAST_AREA
                            + " pixels in three frames of its track, three frames apart: check that masks and tracks belong together");
        }
        return new UbnormalObjects(objects, blackened);
    }

    /** How many objects were cut out. */
    public int count() {
        return objects.size();
    }

    @Override
    public Optional<MovingObject> draw(RandomGenerator random, Clip into) {
        MovingObject object = objects.get(random.nextInt(objects.size()));
        return Optional.of(
                asCut
                        ? object
                        : new MovingObject(
                                Surroundings.lit(object.past(), into.past()),
                                Surroundings.lit(object.present(), into.present()),
                                Surroundings.lit(object.future(), into.future())));
    }

    private static Optional<MovingObject> cut(UbnormalVideo.Moment moment, int width, int height, boolean blackened) {
        List<Sprite> sprites = new ArrayList<>();
        for (int frame = moment.frame() - Clip.STRIDE; frame <= moment.frame() + Clip.STRIDE; frame += Clip.STRIDE) {
            byte[] mask = mask(moment, frame);
            if (area(mask) < LEAST_AREA) {
                return Optional.empty();
            }
            sprites.add(sprite(moment.video().frames().get(frame), mask, width, height, blackened));
        }
        return Optional.of(new MovingObject(sprites.get(0), sprites.get(1), sprites.get(2)));
    }

    /** 255 where the object is. Where no pixel has its number, white ones are it. */
    private static byte[] mask(UbnormalVideo.Moment moment, int frame) {
        BufferedImage image = ImageFile.read(moment.video().masks().get(frame));
        Raster raster = image.getRaster();
        byte[] object = new byte[image.getWidth() * image.getHeight() * 3];
        byte[] white = new byte[object.length];
        boolean any = false;
        for (int i = 0; i < object.length; i++) {
            int level = raster.getSample(i / 3 % image.getWidth(), i / 3 / image.getWidth(), 0);
            object[i] = (byte) (level == moment.object() ? 255 : 0);
            white[i] = (byte) (level == WHITE ? 255 : 0);
            any |= level == moment.object();
        }
        return any ? object : white;
    }

    private static int area(byte[] mask) {
        int area = 0;
        for (int i = 0; i < mask.length; i += 3) {
            area += mask[i] != 0 ? 1 : 0;
        }
        return area;
    }

    private static Sprite sprite(Path file, byte[] mask, int width, int height, boolean blackened) {
        Image frame = ImageFile.colours(ImageFile.read(file));
        if (frame.bgr().length != mask.length) {
            throw VedetteException.badInput(file + " is " + frame.width() + "x" + frame.height() + ", but its mask has "
                    + mask.length / 3 + " pixels: use frames and masks of one size");
        }
        byte[] bgr = frame.bgr().clone();
        for (int i = 0; i < bgr.length && blackened; i++) {
            bgr[i] &= mask[i];
        }
        Image resized = BilinearResize.resize(new Image(frame.width(), frame.height(), bgr), width, height);
        Image resizedMask = BilinearResize.resize(new Image(frame.width(), frame.height(), mask), width, height);
        byte[] alpha = new byte[width * height];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = resizedMask.bgr()[3 * i];
        }
        return new Sprite(0, 0, width, height, resized.bgr(), alpha).trimmed();
    }
}
