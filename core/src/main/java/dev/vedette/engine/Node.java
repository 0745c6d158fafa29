package dev.vedette.engine;

import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A matrix that a plan will compute. Its step is planned when a later one first asks for the matrix; until then an activation, a
 * residual or a place can still be put into that step.
 */
abstract class Node {
    private final int rows;
    private final int columns;
    private @Nullable Matrix matrix;

    Node(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Plans the steps that write this value into {@code target}. */
    abstract void planInto(Matrix target);

    /** Where the value will be: as floats, unless it was asked for in other numbers first. */
    Matrix matrix() {
        return matrix(Numbers.FLOAT32);
    }

    /** The same, written in {@code wanted} numbers if nobody asked before. */
    Matrix matrix(Numbers wanted) {
        Matrix known = matrix;
        if (known == null) {
            known = Matrix.dense(rows, columns, wanted);
            matrix = known;
            planInto(known);
        }
        return known;
    }

    /** A value whose steps are planned already. */
    static Node of(Matrix planned) {
        Node node = new Node(planned.rows(), planned.columns()) {
            @Override
            void planInto(Matrix target) {
                throw new IllegalStateException("planned already");
            }
        };
        node.matrix = planned;
        return node;
    }
}
