package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import dev.vedette.model.NetworkConfig;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A plan with memory for batches of one size. Samples are dealt to a fixed number of lanes, which sum gradients by themselves, so
 * that results do not depend on the number of threads. Not thread-safe; owns native memory until closed.
 */
final class Program implements BatchMemory, AutoCloseable {
    private static final int LANES = 8;

    private final NetworkConfig network;
    private final LearningPlan plan;
    private final Crew crew;
    private final int size;
    private final int laneCount;
    private final NativeBlock samples;
    private final NativeBlock lanes;
    private final double[] losses;
    private final List<Worker> workers = new ArrayList<>();

    /** @param size samples of a batch */
    Program(NetworkConfig network, LearningPlan plan, Crew crew, int size) {
        this.network = network;
        this.plan = plan;
        this.crew = crew;
        this.size = size;
        this.laneCount = Math.min(LANES, size);
        this.samples = new NativeBlock(plan.oneDnn().cpu(), size, plan.sampleFloats());
        this.lanes = new NativeBlock(plan.oneDnn().cpu(), laneCount, plan.laneFloats());
        this.losses = new double[size];
        for (int i = 0; i < crew.size(); i++) {
            workers.add(new Worker(plan, samples, lanes, losses));
        }
    }

    boolean fits(Batch other) {
        return other.size() == size && other.network().equals(network);
    }

    /** Forward, loss and gradients; gives the loss. */
    double run(Batch now, Parameters parameters, long seed) {
        plan.preparations().forEach(Runnable::run);
        crew.each(plan.copies().size(), (worker, copy) -> workers.get(worker)
                .refresh(plan.copies().get(copy)));
        crew.each(laneCount, (worker, lane) -> lanes.zero(lane));
        for (int i = 0; i < plan.sections().size(); i++) {
            int section = i;
            crew.each(laneCount, (worker, lane) -> {
                for (int sample = first(lane); sample < first(lane + 1); sample++) {
                    workers.get(worker).run(section, now, sample, lane, seed);
                }
            });
            Step.OfBatch meeting = plan.sections().get(section).meeting();
            if (meeting != null) {
                meeting.action().run(this);
            }
        }
        List<Map.Entry<String, Matrix>> sums = List.copyOf(plan.sums().entrySet());
        crew.each(
                sums.size(),
                (worker, i) -> addUp(
                        sums.get(i).getValue(), parameters.gradient(sums.get(i).getKey())));
        return Arrays.stream(losses).sum();
    }

    private int first(int lane) {
        return lane * size / laneCount;
    }

    private void addUp(Matrix sum, float[] gradient) {
        float[] part = new float[gradient.length];
        Arrays.fill(gradient, 0);
        for (int lane = 0; lane < laneCount; lane++) {
            lanes.buffer(lane).get(sum.index(), part);
            for (int i = 0; i < part.length; i++) {
                gradient[i] += part[i];
            }
        }
    }

    @Override
    public int samples() {
        return size;
    }

    @Override
    public FloatBuffer ofSample(int sample) {
        return samples.buffer(sample);
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
        samples.close();
        lanes.close();
        plan.close();
    }
}
