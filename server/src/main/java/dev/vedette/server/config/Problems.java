package dev.vedette.server.config;

import dev.vedette.fault.VedetteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is wrong with a part of the configuration, told together. Not thread-safe. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void add(String problem) {
        found.add(problem);
    }

    /** A number that is given lies within its range. */
    void within(String name, Optional<? extends Number> value, double least, double most) {
        value.map(Number::doubleValue)
                .filter(number -> !(number >= least && number <= most))
                .ifPresent(number -> add(name + " is " + number + ", expected " + least + " to " + most));
    }

    /**
     * Ends the check.
     *
     * @param part what to put before it
     * @throws VedetteException bad configuration, if anything was found
     */
    void refuse(String part) {
        if (!found.isEmpty()) {
            throw VedetteException.badConfiguration(part + String.join("; ", found));
        }
    }
}
