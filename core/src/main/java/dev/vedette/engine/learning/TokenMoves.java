package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import java.util.List;

/** Operations that put tokens in other places, with their gradients. */
final class TokenMoves {
    private final Tape tape;

    TokenMoves(Tape tape) {
        this.tape = tape;
    }

    Activation prepend(Activation x, String name) {
        Matrix to = Matrix.dense(1 + x.value().rows(), x.value().columns());
        float[] token = tape.parameters().get(name);
        tape.plan(new Step.OfSample(List.of(to), memory -> memory.write(to, 0, token)));
        tape.plan(Rows.copy(x.value(), to.rows(1, x.value().rows())));
        boolean learns = tape.parameters().learns(name);
        Activation y = Activation.of(to, x.learns() || learns);
        if (y.learns()) {
            tape.onTheWayBack(() -> {
                if (learns) {
                    tape.plan(Rows.add(y.gradient().rows(0, 1), tape.sumOf(name, 1, token.length)));
                }
                if (x.learns()) {
                    x.gradientIs(y.gradient().rows(1, x.value().rows()));
                }
            });
        }
        return y;
    }

    /** In place of {@code rest}: a linear layer does not need its result again. */
    Activation withClassTokenOf(Activation first, Activation rest) {
        Matrix to = rest.value();
        tape.plan(Rows.copy(first.value().rows(0, 1), to.rows(0, 1)));
        Activation y = Activation.of(to, first.learns() || rest.learns());
        if (y.learns()) {
            tape.onTheWayBack(() -> {
                Matrix gradient = y.gradient();
                if (first.learns()) {
                    tape.plan(Rows.add(gradient.rows(0, 1), first.sum(tape).rows(0, 1)));
                }
                if (rest.learns()) {
                    Matrix ofRest = Matrix.dense(gradient.rows(), gradient.columns());
                    tape.plan(Rows.zero(ofRest.rows(0, 1)));
                    tape.plan(Rows.copy(gradient.rows(1, gradient.rows() - 1), ofRest.rows(1, gradient.rows() - 1)));
                    rest.gradientIs(ofRest);
                }
            });
        }
        return y;
    }

    Activation restore(Activation x, int tokens, String maskToken) {
        float[] token = tape.parameters().get(maskToken);
        Matrix from = x.value();
        Matrix to = Matrix.dense(1 + tokens, from.columns());
        tape.plan(new Step.OfSample(List.of(from, to), memory -> {
            float[] row = new float[from.columns()];
            memory.read(from, 0, row);
            memory.write(to, 0, row);
            int[] places = memory.batch().masks().get(memory.sample()).restore();
            for (int i = 0; i < places.length; i++) {
                boolean kept = 1 + places[i] < from.rows();
                if (kept) {
                    memory.read(from, 1 + places[i], row);
                }
                memory.write(to, 1 + i, kept ? row : token);
            }
        }));
        boolean learns = tape.parameters().learns(maskToken);
        Activation y = Activation.of(to, x.learns() || learns);
        if (y.learns()) {
            tape.onTheWayBack(() -> restoreGradient(x, y.gradient(), maskToken));
        }
        return y;
    }

    private void restoreGradient(Activation x, Matrix gradient, String maskToken) {
        Matrix ofKept = Matrix.dense(x.value().rows(), gradient.columns());
        Matrix ofToken = tape.parameters().learns(maskToken)
                ? tape.sumOf(maskToken, 1, gradient.columns())
                : Matrix.dense(1, gradient.columns());
        tape.plan(new Step.OfSample(List.of(gradient, ofKept, ofToken), memory -> {
            float[] row = new float[gradient.columns()];
            float[] removed = new float[gradient.columns()];
            memory.read(gradient, 0, row);
            memory.write(ofKept, 0, row);
            int[] places = memory.batch().masks().get(memory.sample()).restore();
            for (int i = 0; i < places.length; i++) {
                memory.read(gradient, 1 + i, row);
                if (1 + places[i] < ofKept.rows()) {
                    memory.write(ofKept, 1 + places[i], row);
                } else {
                    for (int c = 0; c < row.length; c++) {
                        removed[c] += row[c];
                    }
                }
            }
            memory.add(ofToken, 0, removed);
        }));
        if (x.learns()) {
            x.gradientIs(ofKept);
        }
    }
}
