package dev.vedette.model;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.vedette.fault.VedetteException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header of a safetensors file: what lies where. One that was read is sound: see {@link #requireSound}. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    /** The format's own limit. */
    private static final long LONGEST = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final String METADATA = "__metadata__";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** One tensor: its bytes are [begin, end) after the header. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(String name, NumberFormat format, int[] shape, long begin, long end) {}

    /** Header for tensors to be written: counters first, because eight-byte numbers should start at multiples of eight. */
    static SafetensorsHeader of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<Entry> entries = new ArrayList<>();
        long end = 0;
        for (NumberFormat format : List.of(NumberFormat.I64, NumberFormat.F32)) {
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                if (formatOf(tensor.getKey(), tensor.getValue()) == format) {
                    long begin = end;
                    end += (long) tensor.getValue().values().length * format.bytes();
                    entries.add(
                            new Entry(tensor.getKey(), format, tensor.getValue().shape(), begin, end));
                }
            }
        }
        return new SafetensorsHeader(entries, metadata);
    }

    private static NumberFormat formatOf(String name, Tensor tensor) {
        boolean counter = tensor.shape().length == 0 && name.endsWith("num_batches_tracked");
        return counter ? NumberFormat.I64 : NumberFormat.F32;
    }

    void write(OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> text : metadata.entrySet()) {
                    json.writeStringField(text.getKey(), text.getValue());
                }
                json.writeEndObject();
            }
            for (Entry entry : entries) {
                write(json, entry);
            }
            json.writeEndObject();
        }
        while (bytes.size() % LENGTH_BYTES != 0) {
            bytes.write(' ');
        }
        out.write(ByteBuffer.allocate(LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.size())
                .array());
        bytes.writeTo(out);
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeObjectFieldStart(entry.name);
        json.writeStringField("dtype", entry.format.name());
        json.writeFieldName("shape");
        json.writeArray(entry.shape, 0, entry.shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {entry.begin, entry.end}, 0, 2);
        json.writeEndObject();
    }

    /** Reads the header from a file of {@code length} bytes and leaves the stream at the first number. */
    static SafetensorsHeader read(InputStream in, long length, String name) throws IOException {
        byte[] start = in.readNBytes(LENGTH_BYTES);
        if (start.length < LENGTH_BYTES) {
            throw bad(name, "has " + start.length + " bytes, too few for a safetensors file");
        }
        long size = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (size < 2 || size > LONGEST || size > length - LENGTH_BYTES) {
            throw bad(
                    name,
                    "announces a header of " + Long.toUnsignedString(size) + " bytes, but has " + length
                            + " bytes in all (and a header at most " + LONGEST
                            + "): it is no safetensors file or was cut short");
        }
        byte[] json = in.readNBytes((int) size);
        if (json.length < size) {
            throw bad(name, "ends inside its header: it was cut short");
        }
        SafetensorsHeader header = parse(json, name);
        header.requireSound(length - LENGTH_BYTES - size, name);
        return header;
    }

    private static SafetensorsHeader parse(byte[] bytes, String name) throws IOException {
        if (bytes[0] != '{') {
            throw bad(name, "has a header that is not a JSON object: it is no safetensors file");
        }
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(new ByteArrayInputStream(bytes))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                if (key.equals(METADATA)) {
                    parseMetadata(json, metadata, name);
                } else {
                    entries.add(parseEntry(json, key, name));
                }
            }
            if (json.nextToken() != null) {
                throw bad(name, "has something after the JSON object of its header");
            }
        } catch (JsonProcessingException e) {
            throw VedetteException.badInput(
                    name + " has a header that is not sound JSON (" + e.getOriginalMessage() + ")", e);
        }
        return new SafetensorsHeader(entries, metadata);
    }

    private static void parseMetadata(JsonParser json, Map<String, String> metadata, String name) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, name, METADATA, "is not an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            require(json.nextToken() == JsonToken.VALUE_STRING, name, METADATA, "holds something other than text");
            metadata.put(key, json.getText());
        }
    }

    private static Entry parseEntry(JsonParser json, String key, String name) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, name, key, "is not described by an object");
        NumberFormat format = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "dtype" -> format = format(json, key, name);
                case "shape" -> shape = numbers(json, key, name);
                case "data_offsets" -> offsets = numbers(json, key, name);
                default -> throw bad(name, quote(key) + " has an unknown property " + quote(json.currentName()));
            }
        }
        if (format == null || shape == null || offsets == null || offsets.size() != 2) {
            throw bad(name, quote(key) + " needs dtype, shape and two data_offsets");
        }
        return entry(key, format, shape, offsets.get(0), offsets.get(1), name);
    }

    private static Entry entry(String key, NumberFormat format, List<Long> shape, long begin, long end, String name) {
        long values = 1;
        for (long extent : shape) {
            // A product with a zero is zero only after the other factors have been bounded too.
            require(extent >= 0 && extent <= Integer.MAX_VALUE, name, key, "has the extent " + extent);
            values *= Math.max(1, extent);
            require(values <= Integer.MAX_VALUE - 8, name, key, "has the shape " + shape + ", which is too large");
        }
        values = shape.contains(0L) ? 0 : values;
        require(
                end - begin == values * format.bytes() && begin >= 0 && end >= begin,
                name,
                key,
                "lies at bytes " + begin + " to " + end + ", but " + format + " of shape " + shape + " takes "
                        + values * format.bytes() + " bytes");
        return new Entry(key, format, shape.stream().mapToInt(Long::intValue).toArray(), begin, end);
    }

    private static NumberFormat format(JsonParser json, String key, String name) throws IOException {
        require(json.nextToken() == JsonToken.VALUE_STRING, name, key, "has a dtype that is not text");
        String text = json.getText();
        for (NumberFormat format : NumberFormat.values()) {
            if (format.name().equals(text)) {
                return format;
            }
        }
        throw bad(name, quote(key) + " has the dtype " + quote(text) + ", expected F32, F64, F16, BF16 or I64");
    }

    private static List<Long> numbers(JsonParser json, String key, String name) throws IOException {
        require(json.nextToken() == JsonToken.START_ARRAY, name, key, "has a shape or offsets that are no list");
        List<Long> numbers = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            require(
                    token == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
                    name,
                    key,
                    "has a shape or offsets with something other than whole numbers of 64 bits");
            numbers.add(json.getLongValue());
            require(numbers.size() <= 16, name, key, "has more than 16 dimensions");
        }
        return numbers;
    }

    /** Tensors fill the bytes after the header completely and do not share any. */
    private void requireSound(long dataLength, String name) {
        long end = 0;
        for (Entry entry : byPlace()) {
            require(
                    entry.begin == end,
                    name,
                    entry.name,
                    (entry.begin < end ? "overlaps the tensor before it" : "leaves a gap before it") + ": it starts at "
                            + entry.begin + ", expected " + end);
            end = entry.end;
        }
        if (end != dataLength) {
            throw bad(
                    name,
                    "holds " + dataLength + " bytes of numbers, but its header describes " + end
                            + (end > dataLength ? ": it was cut short, copy it again" : ""));
        }
    }

    List<Entry> byPlace() {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
    }

    private static void require(boolean sound, String name, String key, String problem) {
        if (!sound) {
            throw bad(name, quote(key) + " " + problem);
        }
    }

    private static VedetteException bad(String name, String problem) {
        return VedetteException.badInput(name + " " + problem);
    }

    /** A name from a file, fit for one line. */
    static String quote(@Nullable String text) {
        String shown = text == null
                ? ""
                : text.codePoints()
                        .limit(80)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
