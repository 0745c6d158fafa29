package dev.vedette.engine;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gives ONNX Runtime whole batches, as a GPU wants them. Thread-safe: calls wait for one another. */
final class BatchEngine implements ScoringEngine {
    private static final int MOST = 16;

    private final NetworkConfig network;
    private final Sessions sessions;
    private final boolean owner;

    /** @throws VedetteException device, where the provider cannot run the network */
    BatchEngine(NetworkConfig network, Weights weights, OnnxProvider provider) {
        this(network, new Sessions(weights, provider), true);
        try {
            // Some of what a GPU needs is looked for only when it is used.
            score(List.of(blank()));
        } catch (VedetteException e) {
            close();
            throw e;
        }
    }

    private BatchEngine(NetworkConfig network, Sessions sessions, boolean owner) {
        this.network = network;
        this.sessions = sessions;
        this.owner = owner;
    }

    /** One for each size of frames, opened when it is first wanted. Every access is synchronized on it. */
    private static final class Sessions {
        private final Weights weights;
        private final OnnxProvider provider;
        private final Map<NetworkConfig, OnnxSession> bySize = new HashMap<>();
        private final Map<OnnxSession, OnnxRun> scoring = new HashMap<>();
        private boolean closed;

        Sessions(Weights weights, OnnxProvider provider) {
            this.weights = weights;
            this.provider = provider;
        }

        OnnxSession of(NetworkConfig network) {
            if (closed) {
                throw VedetteException.internal("the scoring engine is closed", null);
            }
            return bySize.computeIfAbsent(
                    network, size -> new OnnxSession(OnnxOps.record(size, weights, OnnxProduct.FLOAT32), provider));
        }

        OnnxRun scoring(NetworkConfig network) {
            return scoring.computeIfAbsent(of(network), session -> new OnnxRun(session, MOST, List.of(OnnxOps.ERRORS)));
        }

        void close() {
            closed = true;
            scoring.values().forEach(OnnxRun::close);
            bySize.values().forEach(OnnxSession::close);
            scoring.clear();
            bySize.clear();
        }
    }

    private Sample blank() {
        float[] images = new float[NetworkConfig.INPUT_CHANNELS * network.frameHeight() * network.frameWidth()];
        return new Sample(images, TokenMask.random(network, new Random(1)));
    }

    @Override
    public String description() {
        synchronized (sessions) {
            return sessions.of(network).description(OnnxProduct.FLOAT32);
        }
    }

    @Override
    public NetworkConfig network() {
        return network;
    }

    @Override
    public ScoringEngine forFrame(int width, int height) {
        return new BatchEngine(network.withFrame(width, height), sessions, false);
    }

    /** This one: a GPU computes, whoever calls. */
    @Override
    public ScoringEngine onCallingThread() {
        return this;
    }

    @Override
    public List<TokenErrors> score(List<Sample> samples) {
        samples.forEach(sample -> sample.requireFits(network));
        List<TokenErrors> errors = new ArrayList<>(samples.size());
        synchronized (sessions) {
            OnnxRun run = sessions.scoring(network);
            for (int from = 0; from < samples.size(); from += MOST) {
                List<Sample> batch = samples.subList(from, Math.min(from + MOST, samples.size()));
                run.run(batch);
                for (int i = 0; i < batch.size(); i++) {
                    errors.add(run.errors(i));
                }
            }
        }
        return errors;
    }

    @Override
    public Prediction predict(Sample sample) {
        sample.requireFits(network);
        synchronized (sessions) {
            List<String> wanted = List.of(OnnxOps.LATENT, OnnxOps.TEACHER, OnnxOps.STUDENT);
            try (OnnxRun run = new OnnxRun(sessions.of(network), 1, wanted)) {
                run.run(List.of(sample));
                return new Prediction(
                        tensor(run.output(OnnxOps.LATENT, 0), 1 + network.keptTokens()),
                        tensor(run.output(OnnxOps.TEACHER, 0), network.tokens()),
                        tensor(run.output(OnnxOps.STUDENT, 0), network.tokens()));
            }
        }
    }

    private static Tensor tensor(FloatBuffer values, int rows) {
        Tensor tensor = Tensor.zeros(rows, values.capacity() / rows);
        values.get(tensor.values());
        return tensor;
    }

    @Override
    public void close() {
        if (owner) {
            synchronized (sessions) {
                sessions.close();
            }
        }
    }
}
