package dev.vedette.video;

import dev.vedette.frame.Image;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a file's pictures are to be shown: turned by a multiple of 90 degrees, mirrored, or as they are. A phone films as it is held and notes
 * in the file which way was up. Each component is -1, 0 or 1: by how much a step along x or y in the coded picture leads right or down in
 * the one that is shown.
 */
record Orientation(int xRight, int yRight, int xDown, int yDown) {
    private static final Orientation AS_CODED = new Orientation(1, 0, 0, 1);

    private static final int MATRIX_BYTES = 9 * Integer.BYTES;

    /** Of a stream; as it is coded, where nothing is noted or it is turned by another angle. */
    static Orientation of(AVCodecParameters parameters) {
        AVPacketSideData noted = avcodec.av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (noted == null || noted.isNull() || noted.size() < MATRIX_BYTES) {
            return AS_CODED;
        }
        // libavutil/display.h: the rows (a, b, u), (c, d, v), (x, y, w) put a point (p, q) at
        // ((a p + c q + x) / z, (b p + d q + y) / z).
        IntPointer matrix = new IntPointer(noted.data());
        int a = Integer.signum(matrix.get(0));
        int b = Integer.signum(matrix.get(1));
        int c = Integer.signum(matrix.get(3));
        int d = Integer.signum(matrix.get(4));
        boolean lying = a != 0 && d != 0 && b == 0 && c == 0;
        boolean standing = a == 0 && d == 0 && b != 0 && c != 0;
        return lying || standing ? new Orientation(a, c, b, d) : AS_CODED;
    }

    /** The picture as it is to be shown, of a coded one. */
    Image upright(Image coded) {
        if (equals(AS_CODED)) {
            return coded;
        }
        int width = xRight != 0 ? coded.width() : coded.height();
        int height = xRight != 0 ? coded.height() : coded.width();
        int left = xRight + yRight < 0 ? width - 1 : 0;
        int top = xDown + yDown < 0 ? height - 1 : 0;
        byte[] from = coded.bgr();
        byte[] to = new byte[from.length];
        int read = 0;
        for (int y = 0; y < coded.height(); y++) {
            for (int x = 0; x < coded.width(); x++) {
                int right = left + xRight * x + yRight * y;
                int down = top + xDown * x + yDown * y;
                int write = (down * width + right) * 3;
                to[write] = from[read++];
                to[write + 1] = from[read++];
                to[write + 2] = from[read++];
            }
        }
        return new Image(width, height, to);
    }
}
