package dev.vedette.cli.curves;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.CRC32C;

/**
 * A file of scalars that TensorBoard shows: records of (length, masked CRC-32C of the length, {@code tensorflow.Event},
 * masked CRC-32C of the event), appended one by one. The mask is {@code rotate right by 15 bits, plus 0xa282ead8}. Not
 * thread-safe.
 *
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">event.proto</a>
 */
final class EventFile implements AutoCloseable {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;
    private static final int SESSION_STATUS = 1;
    private static final long SESSION_START = 1;

    private final Clock clock;
    private final OutputStream out;

    /** A new file in the folder. */
    EventFile(Path folder, Clock clock) {
        this.clock = clock;
        Path file = folder.resolve("events.out.tfevents." + clock.instant().getEpochSecond() + ".vedette."
                + ProcessHandle.current().pid());
        try {
            Files.createDirectories(folder);
            out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot write " + file + " (" + e.getMessage() + "): make room or choose another folder", e);
        }
        write(event().text(FILE_VERSION, "brain.Event:2"));
    }

    /** What earlier files say of this and later steps is void. */
    void start(long step) {
        write(event().number(STEP, step).message(SESSION_LOG, new Protobuf().number(SESSION_STATUS, SESSION_START)));
    }

    void scalar(String tag, long step, double value) {
        Protobuf summary = new Protobuf()
                .message(SUMMARY_VALUE, new Protobuf().text(VALUE_TAG, tag).number(VALUE_SIMPLE, (float) value));
        write(event().number(STEP, step).message(SUMMARY, summary));
    }

    private Protobuf event() {
        return new Protobuf().number(WALL_TIME, clock.millis() / 1e3);
    }

    private void write(Protobuf event) {
        byte[] data = event.bytes();
        byte[] length = Protobuf.little(Long.BYTES).putLong(data.length).array();
        ByteBuffer record = Protobuf.little(length.length + data.length + 2 * Integer.BYTES)
                .put(length)
                .putInt(maskedChecksum(length))
                .put(data)
                .putInt(maskedChecksum(data));
        try {
            out.write(record.array());
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot write learning curves (" + e.getMessage() + "): make room on the disk", e);
        }
    }

    static int maskedChecksum(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data);
        return Integer.rotateRight((int) checksum.getValue(), 15) + 0xa282ead8;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
