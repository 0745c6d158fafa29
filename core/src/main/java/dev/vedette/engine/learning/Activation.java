package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import org.jspecify.annotations.Nullable;

/** A value on the way forward and, where something before it learns, its gradient on the way back. Mutable while planning. */
final class Activation {
    private final Matrix value;
    private final boolean learns;
    private final @Nullable Activation whole;
    private final int from;
    private @Nullable Matrix factor;
    private @Nullable Matrix gradient;

    private Activation(Matrix value, boolean learns, @Nullable Activation whole, int from) {
        this.value = value;
        this.learns = learns;
        this.whole = whole;
        this.from = from;
    }

    /** @param learns whether it depends on a weight that learns */
    static Activation of(Matrix value, boolean learns) {
        return new Activation(value, learns, null, 0);
    }

    /** The rows {@code from} to the end of this one. */
    Activation rowsFrom(int from) {
        return new Activation(value.rows(from, value.rows() - from), learns, this, from);
    }

    Matrix value() {
        return value;
    }

    /** The value as matrix products take it. */
    Matrix factor(Tape tape) {
        if (factor == null) {
            factor = tape.factor(value);
        }
        return factor;
    }

    boolean learns() {
        return learns;
    }

    /** Where later steps left the gradient. */
    Matrix gradient() {
        if (gradient == null) {
            throw new IllegalStateException("nothing after this value needs its gradient");
        }
        return gradient;
    }

    /** Whether no step has put anything into the gradient, and none of another value's steps will. */
    boolean isFree() {
        return gradient == null && whole == null;
    }

    /** The gradient is what another step computes anyway. */
    void gradientIs(Matrix known) {
        if (!isFree()) {
            throw new IllegalStateException("the gradient has another source");
        }
        gradient = known;
    }

    /**
     * Where a step may put its part of the gradient.
     *
     * @param adding whether earlier steps put theirs there, so that the step must add to it
     */
    record Sink(Matrix target, boolean adding) {}

    /** Must be asked for once by each step that has a part, in the order of the steps. */
    Sink sink(Tape tape) {
        if (whole != null) {
            return new Sink(whole.sum(tape).rows(from, value.rows()), true);
        }
        if (gradient == null) {
            gradient = Matrix.dense(value.rows(), value.columns());
            return new Sink(gradient, false);
        }
        return new Sink(gradient, true);
    }

    /** The gradient as something to add to: zero where no step has put anything yet. */
    Matrix sum(Tape tape) {
        if (gradient == null) {
            gradient = Matrix.dense(value.rows(), value.columns());
            tape.plan(Rows.zero(gradient));
        }
        return gradient;
    }
}
