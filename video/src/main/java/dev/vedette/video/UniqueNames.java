package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Short names for paths: the last element, and as many before it as it takes to tell all of them apart, or else a number behind it. */
final class UniqueNames {
    private UniqueNames() {}

    static List<String> of(List<Path> paths) {
        List<Path> absolute =
                paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        requireDistinct(absolute);
        int[] lengths = new int[absolute.size()];
        Arrays.fill(lengths, 1);
        while (true) {
            List<String> names = new ArrayList<>();
            Map<String, Integer> uses = new HashMap<>();
            for (int i = 0; i < lengths.length; i++) {
                names.add(name(absolute.get(i), lengths[i]));
                uses.merge(names.get(i), 1, Integer::sum);
            }
            boolean lengthened = false;
            for (int i = 0; i < lengths.length; i++) {
                boolean shared = uses.getOrDefault(names.get(i), 0) > 1;
                if (shared && lengths[i] < absolute.get(i).getNameCount()) {
                    lengths[i]++;
                    lengthened = true;
                }
            }
            if (!lengthened) {
                return numbered(names);
            }
        }
    }

    /** Joined names can be equal where names hold hyphens themselves: a-b.mp4 beside a folder a with b.mp4 in it. */
    private static List<String> numbered(List<String> names) {
        Set<String> taken = new LinkedHashSet<>();
        for (String name : names) {
            String unique = name;
            for (int number = 2; !taken.add(unique); number++) {
                unique = name + "-" + number;
            }
        }
        return List.copyOf(taken);
    }

    private static void requireDistinct(List<Path> paths) {
        Set<Path> seen = new HashSet<>();
        for (Path path : paths) {
            if (!seen.add(path)) {
                throw VedetteException.badInput(path + " is given twice; name every video once");
            }
        }
    }

    private static String name(Path path, int elements) {
        int count = path.getNameCount();
        if (count == 0) {
            return "root";
        }
        Path end = path.subpath(Math.max(0, count - elements), count);
        List<String> parts = new ArrayList<>();
        end.forEach(part -> parts.add(part.toString()));
        return String.join("-", parts);
    }
}
