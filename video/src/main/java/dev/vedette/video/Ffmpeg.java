package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** The native library as a whole: loaded once, silent, with its error codes in words. Thread-safe. */
final class Ffmpeg {
    private Ffmpeg() {}

    /** Loads the native library; to be called before the first use of any of its functions. */
    static void load() {
        try {
            Loaded.touch();
        } catch (LinkageError e) {
            throw VedetteException.device(
                    "FFmpeg's native library does not load on " + Loader.Detector.getPlatform() + " (" + e.getMessage()
                            + "); a 64-bit Linux, macOS or Windows is expected: add the artifact"
                            + " org.bytedeco:ffmpeg with the classifier of this platform",
                    e);
        }
    }

    /**
     * What opens cameras at this machine. Its library wants more of the system than the rest, so it is loaded only where it is asked for.
     *
     * @throws VedetteException device, where there is none
     */
    static AVInputFormat cameras() {
        try {
            Loader.load(avdevice.class);
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            throw VedetteException.device(
                    "cameras at this machine need libraries of the system that are missing (" + e.getMessage()
                            + "): install libdrm, libxcb, libxcb-shm, libasound and libpulse",
                    e);
        }
        AVInputFormat cameras = avformat.av_find_input_format("video4linux2");
        if (cameras == null || cameras.isNull()) {
            throw VedetteException.device(
                    "cameras at this machine need Linux, and this is " + Loader.Detector.getPlatform()
                            + ": use a network camera",
                    null);
        }
        return cameras;
    }

    /** Whether a call only asks for more input before it can answer. */
    static boolean isAgain(int code) {
        return code == avutil.AVERROR_EAGAIN();
    }

    /** What an error code means, in FFmpeg's words. */
    static String reason(int code) {
        byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        avutil.av_strerror(code, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** Bytes of a path or name as FFmpeg expects them, whatever the platform's charset. To be closed. */
    static BytePointer utf8(String text) {
        return new BytePointer(text, StandardCharsets.UTF_8);
    }

    /** An allocation that FFmpeg answers with null when memory is short. */
    static <P extends Pointer> P allocated(P pointer) {
        if (pointer == null || pointer.isNull()) {
            throw VedetteException.device("FFmpeg got no memory; close other programs or use smaller frames", null);
        }
        return pointer;
    }

    /** Its static initialiser runs once, in the first thread that loads. */
    private static final class Loaded {
        static {
            Loader.load(avutil.class);
            Loader.load(swscale.class);
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            // Faults are reported as exceptions; FFmpeg's own lines would only clutter the user's terminal.
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        }

        static void touch() {}
    }
}
