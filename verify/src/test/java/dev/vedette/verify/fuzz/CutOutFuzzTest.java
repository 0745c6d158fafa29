package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.training.objects.CutOuts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of things that are cut out, which {@code train --objects} reads. */
class CutOutFuzzTest {
    private static final Path FILE = Outside.file("thing.png");

    static Stream<byte[]> seeds() throws IOException {
        byte[] png = picture("png", BufferedImage.TYPE_INT_ARGB);
        return Stream.of(
                png,
                wide(png),
                picture("gif", BufferedImage.TYPE_BYTE_INDEXED),
                picture("bmp", BufferedImage.TYPE_INT_RGB),
                picture("jpg", BufferedImage.TYPE_INT_RGB),
                picture("tif", BufferedImage.TYPE_INT_ARGB),
                new byte[0]);
    }

    private static byte[] picture(String format, int type) throws IOException {
        BufferedImage picture = new BufferedImage(6, 4, type);
        picture.setRGB(2, 2, 0xff406080);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        return out.toByteArray();
    }

    /** A few bytes that announce a picture which no memory holds. */
    private static byte[] wide(byte[] png) {
        byte[] wide = png.clone();
        ByteBuffer.wrap(wide).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(wide, 12, 17);
        ByteBuffer.wrap(wide).putInt(29, (int) crc.getValue());
        return wide;
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte @NotNull [] picture) {
        Outside.write(FILE, picture);
        Outside.takenOrRefused(() -> CutOuts.read(FILE.getParent()));
    }
}
