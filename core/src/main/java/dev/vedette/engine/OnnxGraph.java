package dev.vedette.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An ONNX model under construction. Values are named by strings, as in the file. Field numbers are those of
 * {@code onnx.proto3} (github.com/onnx/onnx, IR version 9); the few messages needed do not merit generated classes.
 */
final class OnnxGraph {
    /** Element types of {@code TensorProto.DataType}. */
    enum Type {
        FLOAT(1),
        UINT8(2),
        INT8(3),
        INT64(7);

        private final int code;

        Type(int code) {
            this.code = code;
        }
    }

    private static final int IR_VERSION = 9;
    /** The first with Gelu. */
    private static final int OPERATOR_SET = 20;

    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final ProtoMessage graph = new ProtoMessage();
    private final Set<String> constants = new HashSet<>();
    private int nodes;

    /** A node with one output. */
    String node(String operator, Map<String, ?> attributes, String... inputs) {
        return node(operator, attributes, 1, inputs).get(0);
    }

    List<String> node(String operator, Map<String, ?> attributes, int outputs, String... inputs) {
        List<String> names = IntStream.range(0, outputs)
                .mapToObj(i -> operator.toLowerCase(Locale.ROOT) + "_" + nodes + "_" + i)
                .toList();
        add(operator, attributes, names, inputs);
        return names;
    }

    private void add(String operator, Map<String, ?> attributes, List<String> outputs, String... inputs) {
        ProtoMessage node = new ProtoMessage();
        for (String input : inputs) {
            node.text(1, input);
        }
        outputs.forEach(output -> node.text(2, output));
        node.text(3, operator + "_" + nodes++).text(4, operator);
        attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
        graph.message(1, node);
    }

    private static ProtoMessage attribute(String name, Object value) {
        ProtoMessage attribute = new ProtoMessage().text(1, name);
        if (value instanceof Float number) {
            return attribute.decimal(2, number).number(20, ATTRIBUTE_FLOAT);
        }
        if (value instanceof Integer number) {
            return attribute.number(3, number).number(20, ATTRIBUTE_INT);
        }
        if (value instanceof Type type) {
            return attribute.number(3, type.code).number(20, ATTRIBUTE_INT);
        }
        return attribute.numbers(8, (long[]) value).number(20, ATTRIBUTE_INTS);
    }

    String floats(String name, float[] values, long... shape) {
        byte[] raw = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return constant(name, Type.FLOAT, raw, shape);
    }

    String bytes(String name, byte[] values, long... shape) {
        return constant(name, Type.INT8, values, shape);
    }

    /** A vector of whole numbers. */
    String longs(long... values) {
        byte[] raw = new byte[values.length * Long.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
        return constant(Arrays.toString(values), Type.INT64, raw, values.length);
    }

    private String constant(String name, Type type, byte[] raw, long... shape) {
        if (constants.add(name)) {
            graph.message(
                    5,
                    new ProtoMessage()
                            .numbers(1, shape)
                            .number(2, type.code)
                            .text(8, name)
                            .bytes(9, raw));
        }
        return name;
    }

    /** @param shape numbers, and names of dimensions that are known only when it runs */
    String input(String name, Type type, Object... shape) {
        graph.message(11, valueInfo(name, type, shape));
        return name;
    }

    void output(String name, String value, Object... shape) {
        add("Identity", Map.of(), List.of(name), value);
        graph.message(12, valueInfo(name, Type.FLOAT, shape));
    }

    private static ProtoMessage valueInfo(String name, Type type, Object... shape) {
        ProtoMessage dimensions = new ProtoMessage();
        for (Object extent : List.of(shape)) {
            ProtoMessage dimension = new ProtoMessage();
            if (extent instanceof Integer number) {
                dimension.number(1, number);
            } else {
                dimension.text(2, extent.toString());
            }
            dimensions.message(1, dimension);
        }
        ProtoMessage tensor = new ProtoMessage().number(1, type.code).message(2, dimensions);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }

    /** The whole model file. To be called once. */
    byte[] model(String name) {
        graph.text(2, name);
        return new ProtoMessage()
                .number(1, IR_VERSION)
                .text(2, "vedette")
                .message(7, graph)
                .message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET))
                .toByteArray();
    }
}
