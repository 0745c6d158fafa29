package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes image files (PNG, JPEG, BMP, TIFF, WebP), the kind told by their first bytes; one decoder of each kind is kept
 * for the next image. Not thread-safe.
 */
final class StillDecoder implements AutoCloseable {
    private final Map<Integer, AVCodecContext> decoders = new HashMap<>();
    private final AVPacket packet;
    private final AVFrame decoded;
    private final BgrConverter converter;

    StillDecoder() {
        Ffmpeg.load();
        packet = Ffmpeg.allocated(avcodec.av_packet_alloc());
        decoded = Ffmpeg.allocated(avutil.av_frame_alloc());
        converter = new BgrConverter();
    }

    Image decode(Path file) {
        byte[] content = read(file);
        OptionalInt kind = kind(content);
        if (kind.isEmpty()) {
            throw VedetteException.badInput(
                    file + " is no image; a PNG, JPEG, BMP, TIFF or WebP file was expected: remove or replace it");
        }
        AVCodecContext decoder = decoders.computeIfAbsent(kind.getAsInt(), StillDecoder::open);
        int result = avcodec.av_new_packet(packet, content.length);
        if (result >= 0) {
            packet.data().put(content, 0, content.length);
            // Without this flag the PNG decoder adds the image to the one before it.
            packet.flags(avcodec.AV_PKT_FLAG_KEY);
            result = avcodec.avcodec_send_packet(decoder, packet);
            avcodec.av_packet_unref(packet);
        }
        if (result >= 0) {
            result = avcodec.avcodec_receive_frame(decoder, decoded);
        }
        avcodec.avcodec_flush_buffers(decoder);
        try {
            if (result < 0 || decoded.decode_error_flags() != 0) {
                throw VedetteException.badInput(file + " is a damaged image ("
                        + (result < 0 ? Ffmpeg.reason(result) : "parts do not decode")
                        + "); copy it again from its source");
            }
            return converter.convert(decoded);
        } finally {
            avutil.av_frame_unref(decoded);
        }
    }

    private static byte[] read(Path file) {
        VideoFile.requireContent(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw VedetteException.badInput(file + " cannot be read (" + e + "); check the disk and its rights", e);
        }
    }

    private static OptionalInt kind(byte[] content) {
        if (begins(content, 0xff, 0xd8)) {
            return OptionalInt.of(avcodec.AV_CODEC_ID_MJPEG);
        } else if (begins(content, 0x89, 'P', 'N', 'G')) {
            return OptionalInt.of(avcodec.AV_CODEC_ID_PNG);
        } else if (begins(content, 'B', 'M')) {
            return OptionalInt.of(avcodec.AV_CODEC_ID_BMP);
        } else if (begins(content, 'I', 'I', 42, 0) || begins(content, 'M', 'M', 0, 42)) {
            return OptionalInt.of(avcodec.AV_CODEC_ID_TIFF);
        } else if (begins(content, 'R', 'I', 'F', 'F')) {
            return OptionalInt.of(avcodec.AV_CODEC_ID_WEBP);
        }
        return OptionalInt.empty();
    }

    private static boolean begins(byte[] content, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= content.length || (content[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static AVCodecContext open(int kind) {
        AVCodec codec = Ffmpeg.allocated(avcodec.avcodec_find_decoder(kind));
        AVCodecContext context = Ffmpeg.allocated(avcodec.avcodec_alloc_context3(codec));
        context.thread_count(1);
        context.max_pixels(VideoDecoder.MAX_PIXELS);
        // A truncated or damaged image must fail rather than be completed in grey; but so strict a TIFF decoder refuses
        // whole files, and it notices missing strips anyway.
        if (kind != avcodec.AV_CODEC_ID_TIFF) {
            context.err_recognition(avcodec.AV_EF_EXPLODE | avcodec.AV_EF_CRCCHECK);
        }
        int result = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        if (result < 0) {
            avcodec.avcodec_free_context(context);
            throw VedetteException.internal("an image decoder does not open: " + Ffmpeg.reason(result), null);
        }
        return context;
    }

    @Override
    public void close() {
        decoders.values().forEach(avcodec::avcodec_free_context);
        decoders.clear();
        converter.close();
        avutil.av_frame_free(decoded);
        avcodec.av_packet_free(packet);
    }
}
