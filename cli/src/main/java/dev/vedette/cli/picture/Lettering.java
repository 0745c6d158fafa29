package dev.vedette.cli.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Text in pictures. Bare servers have no fonts at all, and Java then fails in odd ways: pictures go without text there. */
public final class Lettering {
    private static final Logger LOG = LoggerFactory.getLogger(Lettering.class);
    private static final boolean POSSIBLE = probe();

    private Lettering() {}

    /** Whether this machine has fonts. */
    public static boolean possible() {
        return POSSIBLE;
    }

    /** Draws a line of text whose baseline starts at (x, y), or ends there if {@code x} is negative, counted from the right. */
    static void draw(Graphics2D graphics, String text, int x, int y, int size, Color colour, int width) {
        if (POSSIBLE) {
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
            graphics.setColor(colour);
            int left = x >= 0 ? x : width + x - graphics.getFontMetrics().stringWidth(text);
            graphics.drawString(text, left, y);
        }
    }

    private static boolean probe() {
        try {
            Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 8));
            graphics.drawString("0", 0, 8);
            graphics.dispose();
            return true;
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "no fonts were found ({}): pictures go without text and plots are left out; install some "
                            + "(Debian: apt-get install fontconfig fonts-dejavu-core)",
                    e.toString());
            return false;
        }
    }
}
