package dev.vedette.video.scene;

/**
 * How a body moves while it goes: angles in radians, forward positive, as functions of the phase of the step.
 *
 * @param stride metres for two steps, of a person of 1 m
 * @param swing largest angle of the thigh
 * @param knee largest bend of the knee while the leg swings forward
 * @param restingKnee bend of the knee otherwise
 * @param armSwing largest angle of the upper arm
 * @param elbow bend of the elbow
 * @param lean of the trunk
 * @param flight metres that the body leaves the ground
 */
record Gait(
        double stride,
        double swing,
        double knee,
        double restingKnee,
        double armSwing,
        double elbow,
        double lean,
        double flight) {
    static final Gait WALK = new Gait(0.80, 0.42, 0.85, 0.08, 0.40, 0.25, 0.03, 0);
    static final Gait RUN = new Gait(1.45, 0.80, 1.75, 0.25, 0.75, 1.55, 0.20, 0.06);

    double thigh(double phase, double pace) {
        return pace * (swing * Math.sin(phase) + lean / 2);
    }

    double kneeBend(double phase, double pace) {
        double forward = Math.max(0, Math.cos(phase));
        return pace * (restingKnee + (knee - restingKnee) * forward * forward);
    }

    double upperArm(double phase, double pace) {
        return -pace * armSwing * Math.sin(phase);
    }
}
