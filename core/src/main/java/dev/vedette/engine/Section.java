package dev.vedette.engine;

import dev.vedette.engine.onednn.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A part of a plan whose tasks may run side by side: none needs what another of them makes. Mutable while planning. */
final class Section {
    private final List<List<Step>> tasks = new ArrayList<>();
    private final Set<Storage> made = new HashSet<>();

    Section(int tasks) {
        for (int i = 0; i < tasks; i++) {
            this.tasks.add(new ArrayList<>());
        }
    }

    void add(int task, Step step) {
        tasks.get(task).add(step);
        step.results().forEach(matrix -> made.add(matrix.storage()));
    }

    /** Each task's steps, in order. */
    List<List<Step>> tasks() {
        return tasks;
    }

    /** All that the tasks write to. */
    Set<Storage> made() {
        return made;
    }
}
