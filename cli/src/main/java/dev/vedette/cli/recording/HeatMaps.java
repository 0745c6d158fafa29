package dev.vedette.cli.recording;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScoreMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The score maps of all frames of a video, in a temporary file, so that memory does not grow with the video's length. Not
 * thread-safe; closing deletes the file.
 */
public final class HeatMaps implements AutoCloseable {
    private final TokenGrid grid;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private int count;

    private HeatMaps(TokenGrid grid, Path file, FileChannel channel) {
        this.grid = grid;
        this.file = file;
        this.channel = channel;
        this.buffer = ByteBuffer.allocate(grid.tokens() * Float.BYTES);
    }

    /** An empty collection that keeps its file in {@code folder}. */
    static HeatMaps in(Path folder, TokenGrid grid) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, ".maps", ".tmp");
            file.toFile().deleteOnExit();
            return new HeatMaps(
                    grid,
                    file,
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    void add(ScoreMap map) {
        buffer.clear();
        buffer.asFloatBuffer().put(map.values());
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer, (long) count * buffer.capacity() + buffer.position());
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        count++;
    }

    /** Map of the frame with this position in the video, from 0. */
    public ScoreMap get(int position) {
        float[] values = new float[grid.tokens()];
        buffer.clear();
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, (long) position * buffer.capacity() + buffer.position()) < 0) {
                    throw VedetteException.internal("there is no map of frame " + position + " of " + count, null);
                }
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        buffer.flip().asFloatBuffer().get(values);
        return new ScoreMap(grid, values);
    }

    public TokenGrid grid() {
        return grid;
    }

    /** Values of the tokens of up to 200 frames spread over the video, for a scale. */
    public float[] sample() {
        int frames = Math.min(count, 200);
        float[] values = new float[frames * grid.tokens()];
        for (int i = 0; i < frames; i++) {
            ScoreMap map = get((int) ((long) i * count / frames));
            System.arraycopy(map.values(), 0, values, i * grid.tokens(), grid.tokens());
        }
        return values;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static VedetteException failed(Path place, IOException e) {
        return VedetteException.device(
                "cannot keep heat maps in " + place + " (" + e.getMessage() + "): make room or choose another folder",
                e);
    }
}
