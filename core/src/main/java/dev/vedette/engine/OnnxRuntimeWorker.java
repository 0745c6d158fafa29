package dev.vedette.engine;

import java.nio.FloatBuffer;
import java.util.List;

/** A session's results for one sample at a time. For one thread at a time. */
final class OnnxRuntimeWorker implements NetworkWorker {
    private final OnnxRun run;

    OnnxRuntimeWorker(OnnxSession session) {
        run = new OnnxRun(session, 1, List.of(OnnxOps.LATENT, OnnxOps.TEACHER, OnnxOps.STUDENT, OnnxOps.ERRORS));
    }

    /** One share: the session has its own ways to use threads. */
    @Override
    public List<Runnable> begin(List<Sample> samples, int most) {
        return List.of(() -> run.run(samples));
    }

    @Override
    public List<TokenErrors> errors() {
        return List.of(run.errors(0));
    }

    @Override
    public FloatBuffer latent() {
        return run.output(OnnxOps.LATENT, 0);
    }

    @Override
    public FloatBuffer teacher() {
        return run.output(OnnxOps.TEACHER, 0);
    }

    @Override
    public FloatBuffer student() {
        return run.output(OnnxOps.STUDENT, 0);
    }

    @Override
    public void close() {
        // The session is not its own.
    }
}
