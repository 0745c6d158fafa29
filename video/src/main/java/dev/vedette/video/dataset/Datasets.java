package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Opens data sets. The layout is told by the contents of the folder, never by its name, and all that follows sees only
 * {@link Dataset}. Labels are read and checked at once, masks frame by frame when they are asked for.
 */
public final class Datasets {
    private static final List<DatasetLayout> LAYOUTS = List.of(
            new PlainLayout(),
            new SingleVideoLayout(),
            new UcsdLayout(),
            new AvenueLayout(),
            new ShanghaiTechLayout(),
            new UbnormalLayout());

    private Datasets() {}

    /** {@link #open(Path, ReadOptions)} with {@link ReadOptions#DEFAULTS}. */
    public static Dataset open(Path folder) {
        return open(folder, ReadOptions.DEFAULTS);
    }

    /**
     * Opens the data set in a folder.
     *
     * @param options with the frame rate that folders of images are taken to have
     * @throws VedetteException (bad input) if the folder has no known layout, a file is missing or damaged, or labels do
     *     not match the frames
     */
    public static Dataset open(Path folder, ReadOptions options) {
        if (!Files.isDirectory(folder)) {
            throw VedetteException.badInput(folder + " is no folder; give the folder of a data set. " + known());
        }
        return layoutOf(folder).orElseThrow(() -> unknown(folder)).read(folder, options);
    }

    private static Optional<DatasetLayout> layoutOf(Path folder) {
        return LAYOUTS.stream().filter(layout -> layout.matches(folder)).findFirst();
    }

    private static VedetteException unknown(Path folder) {
        String hint = Listing.folders(folder).stream()
                .filter(inner -> layoutOf(inner).isPresent())
                .map(inner -> " Did you mean " + inner + "?")
                .findFirst()
                .orElse("");
        return VedetteException.badInput(folder + " has no known layout." + hint + " " + known());
    }

    private static String known() {
        return LAYOUTS.stream()
                .map(layout -> layout.name() + " (" + layout.contents() + ")")
                .collect(Collectors.joining("; ", "Known layouts: ", "."));
    }
}
