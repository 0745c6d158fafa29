package dev.vedette.engine;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import dev.vedette.frame.Planes;
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
    /** An eighth faster than 16 on an H100; 64 gain another twentieth. */
    private static final int MOST = 32;

    /** Bytes for the pictures of a batch: large ones go in smaller batches. */
    private static final long MEMORY = 256L << 20;

    private final NetworkConfig network;
    private final Sessions sessions;
    private final boolean owner;

    /** @throws VedetteException device, where the provider cannot run the network */
    BatchEngine(NetworkConfig network, Weights weights, OnnxProvider provider) {
        this(network, new Sessions(weights, provider), true);
        try {
            // Some of what a GPU needs is looked for only when it is used.
            score(List.of(blank()));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private BatchEngine(NetworkConfig network, Sessions sessions, boolean owner) {
        this.network = network;
        this.sessions = sessions;
        this.owner = owner;
    }

    /** One for each size of frames and way to give pictures, opened when it is first wanted. Every access is synchronized on it. */
    private static final class Sessions {
        private final Weights weights;
        private final OnnxProvider provider;
        private final Map<Wanted, OnnxSession> opened = new HashMap<>();
        private final Map<Wanted, OnnxRun> scoring = new HashMap<>();
        private boolean closed;

        private record Wanted(NetworkConfig network, OnnxOps.Pictures pictures) {
            int most() {
                long each = (long) NetworkConfig.INPUT_CHANNELS * network.frameHeight() * network.frameWidth();
                return (int) Math.max(1, Math.min(MOST, MEMORY / (each * pictures.bytes())));
            }
        }

        Sessions(Weights weights, OnnxProvider provider) {
            this.weights = weights;
            this.provider = provider;
        }

        OnnxSession of(NetworkConfig network, OnnxOps.Pictures pictures) {
            return of(new Wanted(network, pictures));
        }

        private OnnxSession of(Wanted wanted) {
            if (closed) {
                throw VedetteException.internal("the scoring engine is closed", null);
            }
            return opened.computeIfAbsent(
                    wanted,
                    key -> new OnnxSession(
                            OnnxOps.record(key.network, weights, OnnxProduct.FLOAT32, key.pictures), provider));
        }

        OnnxRun scoring(NetworkConfig network, OnnxOps.Pictures pictures) {
            Wanted wanted = new Wanted(network, pictures);
            OnnxSession session = of(wanted);
            return scoring.computeIfAbsent(wanted, key -> new OnnxRun(session, key.most(), List.of(OnnxOps.ERRORS)));
        }

        void close() {
            closed = true;
            opened.values().forEach(OnnxSession::close);
            opened.clear();
            scoring.clear();
        }
    }

    private Sample blank() {
        Planes black = Planes.of(Image.black(network.frameWidth(), network.frameHeight()));
        return new Sample(List.of(black, black, black), TokenMask.random(network, new Random(1)));
    }

    @Override
    public String description() {
        synchronized (sessions) {
            return sessions.of(network, OnnxOps.Pictures.LEVELS).description(OnnxProduct.FLOAT32);
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
        return owner ? new BatchEngine(network, sessions, false) : this;
    }

    @Override
    public List<TokenErrors> score(List<Sample> samples) {
        samples.forEach(sample -> sample.requireFits(network));
        List<TokenErrors> errors = new ArrayList<>(samples.size());
        // Numbers that no picture has would be rounded.
        boolean exact =
                samples.stream().flatMap(sample -> sample.pictures().stream()).allMatch(Planes::isPicture);
        synchronized (sessions) {
            OnnxRun run = sessions.scoring(network, exact ? OnnxOps.Pictures.LEVELS : OnnxOps.Pictures.SCALED);
            for (int from = 0; from < samples.size(); from += run.most()) {
                List<Sample> batch = samples.subList(from, Math.min(from + run.most(), samples.size()));
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
            OnnxRun run = new OnnxRun(sessions.of(network, OnnxOps.Pictures.SCALED), 1, wanted);
            run.run(List.of(sample));
            return new Prediction(
                    tensor(run.output(OnnxOps.LATENT, 0), 1 + network.keptTokens()),
                    tensor(run.output(OnnxOps.TEACHER, 0), network.tokens()),
                    tensor(run.output(OnnxOps.STUDENT, 0), network.tokens()));
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
