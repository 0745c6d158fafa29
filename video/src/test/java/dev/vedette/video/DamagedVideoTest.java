package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedVideoTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "avi", "mkv", "mov"})
    void truncatedVideoGivesItsFramesThenAFault(String ending) throws IOException {
        Path file = folder.resolve("clip." + ending);
        Footage.write(file, 160, 120, 10, 60);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 6 / 10));

        Outcome outcome = readAll(Videos.open(file));

        assertThat(outcome.frames).isBetween(10L, 59L);
        assertThat(outcome.fault.category()).isEqualTo(Category.BAD_INPUT);
        assertThat(outcome.fault)
                .hasMessageContaining("is cut short or damaged")
                .hasMessageContaining(outcome.frames + " frames");
    }

    @Test
    void videoCutBeforeItsIndexIsRefused() throws IOException {
        Path file = folder.resolve("clip.mp4");
        Footage.write(file, 160, 120, 10, 20);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));

        assertThatThrownBy(() -> Videos.open(file))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("is no video that can be read")
                .hasMessageContaining("cut short before its index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "avi", "mkv"})
    void overwrittenMiddleIsAFault(String ending) throws IOException {
        Path file = folder.resolve("clip." + ending);
        Footage.write(file, 160, 120, 10, 60);
        byte[] bytes = Files.readAllBytes(file);
        byte[] garbage = new byte[bytes.length / 5];
        new Random(7).nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, bytes.length / 2, garbage.length);
        Files.write(file, bytes);

        Outcome outcome = readAll(Videos.open(file));

        assertThat(outcome.frames).isBetween(5L, 50L);
        assertThat(outcome.fault).hasMessageContaining("damaged");
    }

    @Test
    void emptyMissingAndOtherFilesAreRefused() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path text = Files.writeString(folder.resolve("text.mp4"), "This is no video.\n".repeat(100));

        assertThatThrownBy(() -> Videos.open(empty)).hasMessageContaining("is empty (0 bytes)");
        assertThatThrownBy(() -> Videos.open(text)).hasMessageContaining("is no video that can be read");
        assertThatThrownBy(() -> Videos.open(folder.resolve("none.mp4"))).hasMessageContaining("does not exist");
    }

    @Test
    void soundAloneIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("sound.wav"), wav(8000));

        assertThatThrownBy(() -> Videos.open(file))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("holds no video stream, only audio (pcm_s16le)");
    }

    @Test
    void oneFrameIsEnough() {
        Path file = folder.resolve("one.mp4");
        Footage.write(file, 64, 48, 25, 1);

        assertThat(Footage.frames(Videos.open(file))).hasSize(1);
    }

    @Test
    void aChangeOfSizeEndsWithTheFrameNamed() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            int width = i < 6 ? 64 : 80;
            ImageIO.write(new BufferedImage(width, 48, BufferedImage.TYPE_INT_RGB), "jpg", stream);
        }
        Path file = Files.write(folder.resolve("stream.mjpeg"), stream.toByteArray());

        Outcome outcome = readAll(Videos.open(file));

        assertThat(outcome.frames).isEqualTo(6);
        assertThat(outcome.fault).hasMessageContaining("changes its size: frame 6 is 80x48 after frames of 64x48");
    }

    @Test
    void aFaultStaysAFault() throws IOException {
        Path file = folder.resolve("clip.mp4");
        Footage.write(file, 160, 120, 10, 30);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        try (FrameSource source = Videos.open(file).open()) {
            assertThatThrownBy(() -> {
                while (source.next().isPresent()) {}
            });
            assertThatThrownBy(source::next).isInstanceOf(VedetteException.class);
        }
    }

    @Test
    void ffmpegItselfStaysSilent() {
        Ffmpeg.load();

        assertThat(avutil.av_log_get_level()).isEqualTo(avutil.AV_LOG_QUIET);
    }

    private record Outcome(long frames, VedetteException fault) {}

    private static Outcome readAll(Video video) {
        long frames = 0;
        try (FrameSource source = video.open()) {
            while (source.next().isPresent()) {
                frames++;
            }
        } catch (VedetteException fault) {
            assertThat(fault.getMessage()).doesNotContain("\n");
            return new Outcome(frames, fault);
        }
        throw new AssertionError("no fault after " + frames + " frames");
    }

    private static byte[] wav(int samples) {
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes())
                .putInt(36 + 2 * samples)
                .put("WAVEfmt ".getBytes())
                .putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes()).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (1000 * Math.sin(i * 0.3)));
        }
        return wav.array();
    }
}
