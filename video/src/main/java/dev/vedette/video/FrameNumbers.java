package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether the images of a folder are numbered frames, and refuses a folder in which one is missing: motion
 * across a gap would look like an anomaly.
 *
 * <p>They are numbered if their names differ only in one number and the steps between the numbers are multiples of the
 * smallest step, which at least half of them have. Time stamps, say, are not.
 */
final class FrameNumbers {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d+)(\\D*)\\.[^.]+");

    private FrameNumbers() {}

    /** @param names file names in natural order */
    static void requireComplete(Path folder, List<String> names) {
        Optional<List<BigInteger>> numbers = numbers(names);
        if (numbers.isEmpty() || names.size() < 2) {
            return;
        }
        List<BigInteger> steps = steps(numbers.get());
        int twice = steps.indexOf(BigInteger.ZERO);
        if (twice >= 0) {
            throw VedetteException.badInput(
                    folder + " holds the frame number " + numbers.get().get(twice) + " twice (" + names.get(twice)
                            + " and " + names.get(twice + 1) + "); remove one of them");
        }
        BigInteger step = steps.stream().min(BigInteger::compareTo).orElseThrow();
        long usual = steps.stream().filter(step::equals).count();
        if (2 * usual < steps.size() || steps.stream().anyMatch(s -> s.mod(step).signum() != 0)) {
            return;
        }
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).equals(step)) {
                throw missing(
                        folder,
                        names.get(i),
                        names.get(i + 1),
                        numbers.get().get(i).add(step));
            }
        }
    }

    private static VedetteException missing(Path folder, String before, String after, BigInteger number) {
        return VedetteException.badInput(folder + " lacks frame " + renumber(before, number) + " (" + before
                + " is followed by " + after
                + "); put it back, or split the folder there: frames must follow each other without a gap");
    }

    /** Numbers of names that differ in one number only, in their order; empty if they differ otherwise. */
    private static Optional<List<BigInteger>> numbers(List<String> names) {
        List<BigInteger> numbers = new ArrayList<>();
        String frame = null;
        for (String name : names) {
            Matcher matcher = NUMBERED.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String around = matcher.group(1) + "#" + matcher.group(3);
            if (frame != null && !frame.equals(around)) {
                return Optional.empty();
            }
            frame = around;
            numbers.add(new BigInteger(matcher.group(2)));
        }
        return Optional.of(numbers);
    }

    private static List<BigInteger> steps(List<BigInteger> numbers) {
        List<BigInteger> steps = new ArrayList<>();
        for (int i = 1; i < numbers.size(); i++) {
            steps.add(numbers.get(i).subtract(numbers.get(i - 1)));
        }
        return steps;
    }

    /** The name with another number of as many digits. */
    private static String renumber(String name, BigInteger number) {
        Matcher matcher = NUMBERED.matcher(name);
        if (!matcher.matches()) {
            return number.toString();
        }
        String digits = number.toString();
        String zeros = "0".repeat(Math.max(0, matcher.group(2).length() - digits.length()));
        return name.substring(0, matcher.start(2)) + zeros + digits + name.substring(matcher.end(2));
    }
}
