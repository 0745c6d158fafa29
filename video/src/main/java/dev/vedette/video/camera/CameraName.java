package dev.vedette.video.camera;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of cameras: fit for files, addresses and metrics. */
public final class CameraName {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private CameraName() {}

    /** What is wrong with a name. */
    public static Optional<String> problem(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("the name is '" + name + "', expected small letters, digits and hyphens, at most 32");
    }
}
