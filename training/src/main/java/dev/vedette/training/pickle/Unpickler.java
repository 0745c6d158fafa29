package dev.vedette.training.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.vedette.fault.VedetteException;
import dev.vedette.training.pickle.Pickled.Dict;
import dev.vedette.training.pickle.Pickled.Global;
import dev.vedette.training.pickle.Pickled.None;
import dev.vedette.training.pickle.Pickled.Placeholder;
import dev.vedette.training.pickle.Pickled.Storage;
import dev.vedette.training.pickle.Pickled.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine that a pickle is a program for, protocols 0 to 5, made harmless: it knows Python's data and nothing else.
 * No class is looked up and nothing is called; what a pickle may ask for is decided by {@link Callables}.
 *
 * <p>It never descends into what it built, so neither depth nor sharing of the data costs anything, and the number of
 * steps is limited.
 */
final class Unpickler {
    /** Ten times what the largest published vision models need. */
    private static final int MOST_STEPS = 2_000_000;

    private final PickleInput in;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private final Map<String, Storage> storages = new HashMap<>();

    private Unpickler(PickleInput in) {
        this.in = in;
    }

    /**
     * What a pickle held.
     *
     * @param storages all that it named, by key
     */
    record Result(Object root, Map<String, Storage> storages) {}

    /** Reads one pickle up to its end. */
    static Result read(PickleInput in) throws IOException {
        Unpickler unpickler = new Unpickler(in);
        return new Result(unpickler.run(), unpickler.storages);
    }

    private Object run() throws IOException {
        for (int step = 0; step < MOST_STEPS; step++) {
            int code = in.unsignedByte();
            if (code == '.') {
                return pop();
            }
            if (!value(code) && !container(code) && !memory(code) && !object(code)) {
                throw in.damaged("has the unknown instruction 0x" + Integer.toHexString(code));
            }
        }
        throw in.damaged("takes more than " + MOST_STEPS + " steps to read");
    }

    /** Instructions that push one value. */
    private boolean value(int code) throws IOException {
        switch (code) {
            case 'N' -> push(None.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) in.unsignedByte());
            case 'M' -> push((long) in.unsignedShort());
            case 'J' -> push((long) in.int32());
            case 0x8a -> push(integer(in.bytes(in.unsignedByte())));
            case 0x8b -> push(integer(in.bytes(in.int32())));
            case 'G' -> push(in.bigEndianDouble());
            case 'I', 'L', 'F' -> push(number(in.line()));
            case 'S' -> push(unquoted(in.line()));
            case 'V' -> push(in.line());
            case 'U' -> push(new String(in.bytes(in.unsignedByte()), ISO_8859_1));
            case 'T' -> push(new String(in.bytes(in.int32()), ISO_8859_1));
            case 'X' -> push(in.text(Integer.toUnsignedLong(in.int32())));
            case 0x8c -> push(in.text(in.unsignedByte()));
            case 0x8d -> push(in.text(in.int64()));
            case 'C' -> push(in.bytes(in.unsignedByte()));
            case 'B' -> push(in.bytes(Integer.toUnsignedLong(in.int32())));
            case 0x8e, 0x96 -> push(in.bytes(in.int64()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Instructions that make or fill tuples, lists, dictionaries and sets. */
    private boolean container(int code) {
        switch (code) {
            case '(' -> marks.add(stack.size());
            case ')' -> push(new Tuple(List.of()));
            case 0x85 -> push(new Tuple(popLast(1)));
            case 0x86 -> push(new Tuple(popLast(2)));
            case 0x87 -> push(new Tuple(popLast(3)));
            case 't' -> push(new Tuple(popMarked()));
            case ']' -> push(new ArrayList<>());
            case 'l' -> push(popMarked());
            case 'a' -> append(popLast(1));
            case 'e' -> append(popMarked());
            case '}' -> push(new Dict());
            case 'd' -> {
                List<Object> items = popMarked();
                push(new Dict());
                put(items);
            }
            case 's' -> put(popLast(2));
            case 'u' -> put(popMarked());
            case 0x8f -> push(new Placeholder("set"));
            case 0x90 -> popMarked();
            case 0x91 -> {
                popMarked();
                push(new Placeholder("frozenset"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Instructions that move values between stack and memory, and those without an effect. */
    private boolean memory(int code) throws IOException {
        switch (code) {
            case 0x80 -> in.unsignedByte();
            case 0x95 -> in.int64();
            case '0' -> pop();
            case '1' -> popMarked();
            case '2' -> push(top());
            case 'p' -> memo.put(number(in.line()).intValue(), top());
            case 'q' -> memo.put(in.unsignedByte(), top());
            case 'r' -> memo.put(in.int32(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'g' -> recall(number(in.line()).intValue());
            case 'h' -> recall(in.unsignedByte());
            case 'j' -> recall(in.int32());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Instructions with which Python would look up classes and run code. */
    private boolean object(int code) throws IOException {
        switch (code) {
            case 'c' -> push(Callables.named(in.line(), in.line(), in));
            case 0x93 -> {
                List<Object> name = popLast(2);
                push(Callables.named(text(name.get(0)), text(name.get(1)), in));
            }
            case 'Q' -> {
                Storage storage = Callables.storage(tuple(pop()), in);
                storages.put(storage.key(), storage);
                push(storage);
            }
            case 'R' -> {
                Tuple arguments = tuple(pop());
                push(Callables.call(pop(), arguments.items(), in));
            }
            case 'i' -> {
                Global called = Callables.named(in.line(), in.line(), in);
                push(Callables.call(called, popMarked(), in));
            }
            case 'o' -> {
                List<Object> items = popMarked();
                if (items.isEmpty()) {
                    throw in.damaged("makes an object of no class");
                }
                push(Callables.call(items.get(0), items.subList(1, items.size()), in));
            }
            case 0x81 -> push(Callables.instance(popLast(2).get(0), in));
            case 0x92 -> push(Callables.instance(popLast(3).get(0), in));
            case 'b' -> build();
            case 0x82, 0x83, 0x84 -> throw Callables.asksForCode("an extension code", in);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Attributes of an object are dropped: no weight is found in them. */
    private void build() {
        pop();
        if (top() instanceof Global global) {
            throw Callables.asksForCode("a change of " + global.qualified(), in);
        }
    }

    private void append(List<Object> items) {
        Object target = top();
        if (target instanceof List<?>) {
            @SuppressWarnings("unchecked")
            List<Object> list = (List<Object>) target;
            list.addAll(items);
        } else if (!(target instanceof Placeholder)) {
            throw in.damaged("appends to something that is no list");
        }
    }

    private void put(List<Object> items) {
        Object target = top();
        if (items.size() % 2 != 0) {
            throw in.damaged("has a key without a value");
        }
        if (target instanceof Dict dict) {
            for (int i = 0; i < items.size(); i += 2) {
                dict.put(items.get(i), items.get(i + 1));
            }
        } else if (!(target instanceof Placeholder)) {
            throw in.damaged("fills something that is no dictionary");
        }
    }

    private void recall(int place) {
        Object value = memo.get(place);
        if (value == null) {
            throw in.damaged("recalls what it never stored");
        }
        push(value);
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() {
        requireDepth(1);
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        requireDepth(1);
        return stack.remove(stack.size() - 1);
    }

    private List<Object> popLast(int count) {
        requireDepth(count);
        return popFrom(stack.size() - count);
    }

    private List<Object> popMarked() {
        if (marks.isEmpty()) {
            throw in.damaged("closes what it never opened");
        }
        return popFrom(marks.remove(marks.size() - 1));
    }

    private List<Object> popFrom(int start) {
        List<Object> tail = stack.subList(start, stack.size());
        List<Object> items = new ArrayList<>(tail);
        tail.clear();
        return items;
    }

    private void requireDepth(int count) {
        int bottom = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (stack.size() - bottom < count) {
            throw in.damaged("takes what it never pushed");
        }
    }

    private Tuple tuple(Object value) {
        if (value instanceof Tuple tuple) {
            return tuple;
        }
        throw in.damaged("has something other than a tuple where one is due");
    }

    private String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw in.damaged("has something other than text where a name is due");
    }

    private static Number integer(byte[] little) {
        byte[] big = new byte[little.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = little[big.length - 1 - i];
        }
        return integer(big.length == 0 ? BigInteger.ZERO : new BigInteger(big));
    }

    private static Number integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private Number number(String line) throws VedetteException {
        String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
        try {
            return digits.matches("[-+]?\\d+") ? integer(new BigInteger(digits)) : Double.valueOf(digits);
        } catch (NumberFormatException e) {
            throw in.damaged("has a number that is none");
        }
    }

    private static String unquoted(String line) {
        return line.length() < 2 ? line : line.substring(1, line.length() - 1);
    }
}
