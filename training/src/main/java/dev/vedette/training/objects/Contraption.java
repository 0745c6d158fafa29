package dev.vedette.training.objects;

import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.Sprite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** Draws something like a vehicle of no particular kind: wheels, bars and boxes, to be glued to a thing. */
final class Contraption {
    private Contraption() {}

    /** About as large as {@code beside}, in one random shade or with a random texture. */
    static Sprite draw(RandomGenerator random, Image frame, Sprite beside) {
        int width = Math.max(5, (int) (beside.height() * random.nextDouble(0.5, 2)));
        int height = Math.max(4, (int) (beside.height() * random.nextDouble(0.25, 1.1)));
        BufferedImage shape = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = shape.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke((float) Math.max(1, height * random.nextDouble(0.06, 0.18))));
        if (random.nextBoolean()) {
            wheels(pen, random, width, height);
        } else {
            box(pen, random, width, height);
        }
        pen.dispose();
        return coloured(shape, random, frame);
    }

    private static void wheels(Graphics2D pen, RandomGenerator random, int width, int height) {
        int count = random.nextInt(1, 4);
        int diameter = Math.max(3, Math.min(height - 1, (int) (width / (count + 0.3))));
        for (int i = 0; i < count; i++) {
            int x = count == 1 ? (width - diameter) / 2 : i * (width - 1 - diameter) / (count - 1);
            pen.drawOval(x, height - 1 - diameter, diameter, diameter);
        }
        for (int i = random.nextInt(2, 5); i > 0; i--) {
            pen.drawLine(random.nextInt(width), random.nextInt(height), random.nextInt(width), random.nextInt(height));
        }
    }

    private static void box(Graphics2D pen, RandomGenerator random, int width, int height) {
        int wheel = random.nextInt(3) == 0 ? 0 : height / 4;
        int corner = random.nextInt(1, Math.max(2, height / 2));
        pen.fillRoundRect(0, 0, width - 1, height - wheel / 2, corner, corner);
        for (int x = wheel; wheel > 0 && x < width; x += Math.max(2, width - 3 * wheel)) {
            pen.fillOval(x - wheel / 2, height - wheel - 1, wheel, wheel);
        }
    }

    private static Sprite coloured(BufferedImage shape, RandomGenerator random, Image frame) {
        int width = shape.getWidth();
        int height = shape.getHeight();
        byte[] alpha = new byte[width * height];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = (byte) shape.getRaster().getSample(i % width, i / width, 0);
        }
        byte[] bgr = new byte[width * height * 3];
        int shade = random.nextInt(256);
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) Math.max(0, Math.min(255, shade + random.nextInt(-8, 9)));
        }
        Sprite plain = new Sprite(0, 0, width, height, bgr, alpha);
        return random.nextInt(3) > 0
                ? plain
                : SpriteEdit.textured(SpriteEdit.texture(random, frame, width, height, true), 0.8)
                        .apply(plain);
    }
}
