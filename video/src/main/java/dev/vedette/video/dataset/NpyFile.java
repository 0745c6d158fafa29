package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy array file of numbers, of which only "zero or not" is wanted, read in slices along its first dimension.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>
 * @param shape at least one dimension
 * @param itemBytes bytes of one number
 * @param start where the numbers begin in the file
 */
record NpyFile(Path file, List<Integer> shape, int itemBytes, long start) {
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'[<>|=]?[biuf](\\d{1,2})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*True");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

    NpyFile {
        shape = List.copyOf(shape);
    }

    /** Reads the header and checks it against the size of the file. */
    static NpyFile open(Path file, int dimensions) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer prefix = read(channel, 0, (int) Math.min(12, channel.size()));
            if (prefix.limit() < 12 || prefix.get(0) != (byte) 0x93 || prefix.get(1) != 'N' || prefix.get(2) != 'U') {
                throw unusable(file, "it does not begin as a NumPy array file does");
            }
            boolean first = prefix.get(6) == 1;
            int headerStart = first ? 10 : 12;
            int length = first ? prefix.getShort(8) & 0xffff : prefix.getInt(8);
            if (length < 0 || length > LONGEST_HEADER || headerStart + (long) length > channel.size()) {
                throw unusable(file, "its header has a length of " + length);
            }
            String header = StandardCharsets.ISO_8859_1
                    .decode(read(channel, headerStart, length))
                    .toString();
            return parse(file, header, dimensions, headerStart + (long) length, channel.size());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static NpyFile parse(Path file, String header, int dimensions, long start, long fileSize) {
        Matcher type = TYPE.matcher(header);
        Matcher shapeText = SHAPE.matcher(header);
        if (!type.find() || !shapeText.find()) {
            throw unusable(file, "its header is " + header.strip());
        }
        List<Integer> shape = new ArrayList<>();
        int itemBytes = Integer.parseInt(type.group(1));
        long bytes = itemBytes;
        try {
            for (String size : shapeText.group(1).split(",", -1)) {
                if (!size.isBlank()) {
                    shape.add(Integer.parseInt(size.strip()));
                    bytes = Math.multiplyExact(bytes, (long) shape.get(shape.size() - 1));
                }
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw unusable(file, "its shape is (" + shapeText.group(1) + ")");
        }
        if (shape.size() != dimensions
                || (dimensions > 1 && ORDER.matcher(header).find())) {
            throw unusable(file, "its header is " + header.strip());
        }
        if (bytes != fileSize - start) {
            throw unusable(
                    file, "its header promises " + bytes + " bytes of numbers but " + (fileSize - start) + " follow");
        }
        return new NpyFile(file, shape, itemBytes, start);
    }

    /** For each number of slice {@code i} along the first dimension, whether it is not 0. */
    boolean[] slice(int i) {
        int count = shape.stream().skip(1).reduce(1, Math::multiplyExact);
        return nonZero(start + (long) i * count * itemBytes, count);
    }

    /** The same for all numbers of a one-dimensional array. */
    boolean[] all() {
        return nonZero(start, shape.get(0));
    }

    private boolean[] nonZero(long position, int count) {
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] bytes = read(channel, position, Math.multiplyExact(count, itemBytes))
                    .array();
            boolean[] result = new boolean[count];
            for (int i = 0; i < bytes.length; i++) {
                result[i / itemBytes] |= bytes[i] != 0;
            }
            return result;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file ends early");
            }
        }
        return buffer.flip();
    }

    private static VedetteException unusable(Path file, String found) {
        return VedetteException.badInput(file + " is unusable: " + found
                + "; expected a NumPy array of plain numbers in C order, saved by numpy.save: copy it again");
    }

    private static VedetteException unreadable(Path file, IOException e) {
        return VedetteException.badInput(file + " cannot be read (" + e + "); check that it exists and its rights", e);
    }
}
