package dev.vedette.server.learning;

import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingConfig.Compute;
import dev.vedette.training.TrainingConfig.Schedule;
import dev.vedette.training.recipe.Preset;
import dev.vedette.training.recipe.Settings;
import dev.vedette.video.camera.CameraAddress.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a camera is learned. */
final class LearningPlan {
    private static final int STREET_TEACHER_STEPS = 550;
    private static final int STREET_STUDENT_STEPS = 120;

    private LearningPlan() {}

    static TrainingConfig of(LearningOrder order, Video footage) {
        TrainingConfig whole = order.camera().parsed().kind() == Kind.STREET ? street(order) : camera(order, footage);
        Schedule schedule = whole.schedule();
        return whole.withSchedule(schedule.withSteps(
                steps(schedule.teacherSteps(), order.effort()), steps(schedule.studentSteps(), order.effort())));
    }

    private static TrainingConfig camera(LearningOrder order, Video footage) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("preset", order.fast() ? Preset.FAST : Preset.DEFAULT);
        given.put("falseAlarmsPerDay", order.camera().budget());
        return Settings.of(given).config(footage, 1, order.threads());
    }

    /** As the demo learns: the street is small and simple, and somebody waits. */
    private static TrainingConfig street(LearningOrder order) {
        TrainingConfig usual = Preset.DEFAULT.config(new NetworkConfig(160, 96, 8, 128, 64, 3, 3, 4, 2, 0.5), 1);
        Compute compute = usual.compute();
        return usual.withSchedule(usual.schedule().withSteps(STREET_TEACHER_STEPS, STREET_STUDENT_STEPS))
                .withCompute(new Compute(order.threads(), compute.precision(), compute.maxFrames()));
    }

    private static int steps(int usual, double effort) {
        return (int) Math.max(1, Math.round(usual * effort));
    }
}
