package dev.vedette.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One run through a plan's sections by any number of threads: each takes the next task that nobody has, and nobody goes on to a section
 * before the one before it is done. A thread that comes late finds less to do; none waits for another to come.
 */
final class SectionRun {
    /** Sections take a fraction of a millisecond; who waits longer has lost the other's core to somebody. */
    private static final int SPINS = 2_000;

    private final int[] tasks;
    private final AtomicIntegerArray taken;
    private final AtomicIntegerArray done;

    SectionRun(List<Section> sections) {
        tasks = sections.stream().mapToInt(section -> section.tasks().size()).toArray();
        taken = new AtomicIntegerArray(tasks.length);
        done = new AtomicIntegerArray(tasks.length);
    }

    /** Does a task of a section. */
    @FunctionalInterface
    interface Hand {
        void run(int section, int task);
    }

    void work(Hand hand) {
        for (int section = 0; section < tasks.length; section++) {
            for (int task = taken.getAndIncrement(section);
                    task < tasks[section];
                    task = taken.getAndIncrement(section)) {
                try {
                    hand.run(section, task);
                } finally {
                    done.incrementAndGet(section);
                }
            }
            awaitAll(section);
        }
    }

    private void awaitAll(int section) {
        for (int spins = 0; done.get(section) < tasks[section]; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
