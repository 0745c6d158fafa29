package dev.vedette.video;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/**
 * Says of a packet whether the standard promises that nothing from it on refers to what was decoded before. What a container calls a key
 * frame may only promise pictures that are nearly right, or right after a while.
 */
final class CleanStart {
    private static final CleanStart EVERYWHERE = new CleanStart(0, 0, 0, type -> false, type -> false);

    private final int lengthBytes;
    private final int shift;
    private final int mask;
    private final IntPredicate pictures;
    private final IntPredicate clean;

    /**
     * @param lengthBytes of the length that each unit begins with; 0: every packet is a clean start
     * @param shift of the type in a unit's first byte
     * @param mask of the type, once shifted
     * @param pictures types of units that are parts of pictures
     * @param clean those of them that are parts of clean starts
     */
    private CleanStart(int lengthBytes, int shift, int mask, IntPredicate pictures, IntPredicate clean) {
        this.lengthBytes = lengthBytes;
        this.shift = shift;
        this.mask = mask;
        this.pictures = pictures;
        this.clean = clean;
    }

    /** For the packets of a stream as MP4 files hold them; empty where nothing is known of its format. */
    static Optional<CleanStart> of(AVCodecParameters parameters) {
        return switch (parameters.codec_id()) {
            case avcodec.AV_CODEC_ID_MJPEG -> Optional.of(EVERYWHERE);
            // Slices of IDR pictures (ITU-T H.264, table 7-1).
            case avcodec.AV_CODEC_ID_H264 ->
                lengthBytes(parameters, 4)
                        .map(bytes -> new CleanStart(bytes, 0, 31, type -> type >= 1 && type <= 5, type -> type == 5));
            // Slices of BLA, IDR and CRA pictures (ITU-T H.265, table 7-1).
            case avcodec.AV_CODEC_ID_HEVC ->
                lengthBytes(parameters, 21)
                        .map(bytes ->
                                new CleanStart(bytes, 1, 63, type -> type < 32, type -> type >= 16 && type <= 21));
            default -> Optional.empty();
        };
    }

    /** Of the decoder's configuration record (ISO/IEC 14496-15), whose byte at this place ends with it. */
    private static Optional<Integer> lengthBytes(AVCodecParameters parameters, int place) {
        BytePointer record = parameters.extradata();
        boolean known = parameters.extradata_size() > place && record.get(0) == 1;
        return known ? Optional.of((record.get(place) & 3) + 1) : Optional.empty();
    }

    boolean is(AVPacket packet) {
        if (lengthBytes == 0) {
            return true;
        }
        BytePointer data = packet.data();
        long at = 0;
        while (at + lengthBytes < packet.size()) {
            long length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = (length << 8) | (data.get(at++) & 0xff);
            }
            int type = (data.get(at) >> shift) & mask;
            if (pictures.test(type)) {
                return clean.test(type);
            }
            at += length;
        }
        return false;
    }
}
