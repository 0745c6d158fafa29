package dev.vedette.fault;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that Vedette throws on purpose. Its message says what was found, what was expected and what to do,
 * in one line, whatever it quotes: control characters of a file must not reach a terminal or a log. Exit codes and HTTP statuses
 * follow from its {@link Category}.
 */
public final class VedetteException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");

    /** Who has to act, and how a process or a server reports it. */
    public enum Category {
        /** Footage, labels, weights or another input file is unusable as it is. */
        BAD_INPUT(3),
        /** Options or a configuration that cannot work. */
        BAD_CONFIGURATION(2),
        /** A file of a format version that this version of Vedette does not read. */
        UNSUPPORTED_VERSION(4),
        /** Disk, memory, processor or a missing native library. */
        DEVICE(5),
        /** A defect of Vedette itself. */
        INTERNAL(70);

        private final int exitCode;

        Category(int exitCode) {
            this.exitCode = exitCode;
        }

        /** Exit code of a process that ends because of a fault of this category. */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Category category;

    public VedetteException(Category category, String message) {
        this(category, message, null);
    }

    public VedetteException(Category category, String message, @Nullable Throwable cause) {
        super(CONTROL.matcher(message).replaceAll("?"), cause);
        this.category = category;
    }

    public static VedetteException badInput(String message) {
        return new VedetteException(Category.BAD_INPUT, message);
    }

    public static VedetteException badInput(String message, Throwable cause) {
        return new VedetteException(Category.BAD_INPUT, message, cause);
    }

    public static VedetteException badConfiguration(String message) {
        return new VedetteException(Category.BAD_CONFIGURATION, message);
    }

    public static VedetteException unsupportedVersion(String message) {
        return new VedetteException(Category.UNSUPPORTED_VERSION, message);
    }

    public static VedetteException device(String message, @Nullable Throwable cause) {
        return new VedetteException(Category.DEVICE, message, cause);
    }

    public static VedetteException internal(String message, @Nullable Throwable cause) {
        return new VedetteException(Category.INTERNAL, message, cause);
    }

    public Category category() {
        return category;
    }
}
