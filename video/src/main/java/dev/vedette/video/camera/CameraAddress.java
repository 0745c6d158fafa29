package dev.vedette.video.camera;

import dev.vedette.fault.VedetteException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a camera is. Only these kinds exist, so no address can make the server open anything else.
 *
 * @param text as it was given; it may hold a password
 */
public record CameraAddress(Kind kind, String text) {
    /** What is at an address. */
    public enum Kind {
        RTSP,
        /** A camera at this machine. */
        USB,
        /** A video file or a folder of images. */
        FILE,
        /** The street that Vedette draws itself. */
        STREET;

        /** Whether it goes on without an end, and only what is buffered can be learned from. */
        public boolean isLive() {
            return this == RTSP || this == USB;
        }
    }

    private static final String STREET = "street:";
    private static final String USB = "usb:";

    /**
     * An RTSP address with a host: what is behind the last @ before the path, as decoders take it apart. Not {@link java.net.URI}, which refuses
     * names with underscores, and signs in passwords that cameras take.
     */
    private static final Pattern HOST =
            Pattern.compile("(?is)rtsps?://([^/?#]*@)?(\\[[^\\[\\]/?#@]+]|[^:@\\[\\]/?#]+)(:\\d*)?([/?#].*)?");

    /** What stands for a secret. */
    public static final String HIDDEN = "***";

    private static final Pattern LOGIN = Pattern.compile("(?i)^(rtsps?://)[^/]*@");

    /** What some cameras take in path or query, up to what is named next: {@code user=a&password=b&channel=1}, {@code user=a_password=b_channel=1}. */
    private static final Pattern SECRET = Pattern.compile(
            "(?is)((?:pass|pwd|psw|token|secret|auth|key)[\\w-]{0,16}=).*?(?=[&?;/_][a-z][a-z0-9]{0,19}=|\\z)");

    /** Names of cameras, and names that stay with one wherever it is plugged in. */
    private static final Pattern DEVICE = Pattern.compile("/dev/(video\\d+|v4l/by-(id|path)/[A-Za-z0-9_.:+-]+)");

    /** @throws VedetteException bad configuration, for an address of no kind that exists */
    public static CameraAddress of(String text) {
        problem(text).ifPresent(problem -> {
            throw VedetteException.badConfiguration(problem);
        });
        return new CameraAddress(kind(text), text);
    }

    /** What is wrong with an address. */
    public static Optional<String> problem(String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("the address is empty or holds control characters");
        }
        return switch (kind(text)) {
            case RTSP -> rtspProblem(text);
            case USB ->
                DEVICE.matcher(text.substring(USB.length())).matches()
                        ? Optional.empty()
                        : Optional.of("the address names no camera, expected usb:/dev/video0 or alike");
            case STREET ->
                text.equals(STREET) ? Optional.empty() : Optional.of("the simulated street's address is " + STREET);
            case FILE -> fileProblem(text);
        };
    }

    private static Optional<String> rtspProblem(String text) {
        if (text.chars().anyMatch(Character::isWhitespace)) {
            return Optional.of("the address holds a space: write %20 in its place");
        }
        return HOST.matcher(text).matches() ? Optional.empty() : Optional.of("the address names no host");
    }

    private static Optional<String> fileProblem(String text) {
        if (text.matches("(?i)[a-z][a-z0-9+.-]+:.*")) {
            return Optional.of("the address begins with '" + text.substring(0, text.indexOf(':') + 1)
                    + "', expected rtsp://, rtsps://, usb:, street: or the path of a file or folder");
        }
        try {
            return Path.of(text).toString().isEmpty() ? Optional.of("the address is empty") : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("the address is no path (" + e.getReason() + ")");
        }
    }

    private static Kind kind(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("rtsp://") || lower.startsWith("rtsps://")) {
            return Kind.RTSP;
        }
        if (lower.startsWith(USB)) {
            return Kind.USB;
        }
        return lower.startsWith(STREET) ? Kind.STREET : Kind.FILE;
    }

    /** The file, folder or device. Only of those kinds. */
    public Path path() {
        return Path.of(kind == Kind.USB ? text.substring(USB.length()) : text);
    }

    /** The address as it may be shown: without user and password, and with {@value #HIDDEN} for what may be a secret in path or query. */
    public String shown() {
        return kind == Kind.RTSP ? hidden(withoutLogin()) : text;
    }

    /** Whether path or query hold what may be a secret and is not {@value #HIDDEN}. */
    public boolean tellsSecret() {
        return kind == Kind.RTSP && !hidden(withoutLogin()).equals(withoutLogin());
    }

    private String withoutLogin() {
        return LOGIN.matcher(text).replaceFirst("$1");
    }

    private static String hidden(String address) {
        return SECRET.matcher(address).replaceAll("$1" + HIDDEN);
    }
}
