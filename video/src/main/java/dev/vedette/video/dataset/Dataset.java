package dev.vedette.video.dataset;

import dev.vedette.frame.Video;
import java.util.List;
import java.util.function.Supplier;

/**
 * Footage with labels: normal videos to learn from and labelled ones to be measured on. Immutable; nothing but labels is
 * held in memory.
 */
public final class Dataset {
    private final String name;
    private final String layout;
    private final Supplier<List<Video>> training;
    private final List<TestVideo> test;

    Dataset(String name, String layout, Supplier<List<Video>> training, List<TestVideo> test) {
        this.name = name;
        this.layout = layout;
        this.training = training;
        this.test = List.copyOf(test);
    }

    /** Name of its folder. */
    public String name() {
        return name;
    }

    /** Name of the layout that was recognised, for reports. */
    public String layout() {
        return layout;
    }

    /**
     * Videos that are taken to be normal, in natural order of their names; empty if the data set has none. Looks into
     * each of them, so it may take a while.
     */
    public List<Video> training() {
        return training.get();
    }

    /** Labelled videos in natural order of their names, at least one. */
    public List<TestVideo> test() {
        return test;
    }
}
