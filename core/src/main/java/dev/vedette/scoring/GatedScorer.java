package dev.vedette.scoring;

import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.TokenErrors;
import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import dev.vedette.model.TokenMask;
import dev.vedette.scoring.MeasuredClip.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Scores the clips of one stream and leaves out what cannot matter: where a clip shows what was there at rest before, the errors of then
 * are taken; around what is new the network runs on a window of the picture, or on all of it where much is new. Results do not depend on
 * how clips are grouped. Not thread-safe; does not own the engine.
 */
public final class GatedScorer {
    private final NetworkConfig network;
    private final ScoringRule rule;
    private final ScoringEngine engine;
    private final StillGate gate;
    /** Of the whole picture. */
    private final List<TokenMask> covering;

    private final List<Pass> atRest = new ArrayList<>();

    /** @param rule with a tolerance for still places and complementary masks */
    public GatedScorer(NetworkConfig network, ScoringRule rule, ScoringEngine engine) {
        this.network = network;
        this.rule = rule;
        this.engine = engine;
        this.gate = new StillGate(network, rule.stillTolerance());
        this.covering = ClipScorer.covering(network);
        for (int i = 0; i < covering.size(); i++) {
            atRest.add(new Pass(new boolean[network.tokens()], TokenErrors.ofTokens(network.tokens())));
        }
    }

    /** What is to be done for one clip, and what came of it. */
    private static final class Job {
        private final Clip clip;
        private final boolean[] needed;
        private final boolean[] holds;
        private final Optional<TokenWindow> window;
        private List<TokenMask> masks = List.of();
        private List<TokenErrors> errors = List.of();

        Job(Clip clip, TokenGrid grid, boolean[] unknown, StillGate gate, UnaryOperator<TokenWindow> fitting) {
            this.clip = clip;
            this.needed = StillGate.withNeighbours(grid, unknown);
            this.window = TokenWindow.around(grid, needed).map(fitting);
            if (window.isPresent() && window.get().isWhole(grid)) {
                // Then the scores are those of a detector that looks everywhere.
                Arrays.fill(needed, true);
            }
            this.holds = new boolean[unknown.length];
            for (int token = 0; token < holds.length; token++) {
                holds[token] = unknown[token] && gate.holds(token);
            }
        }
    }

    /** One result a clip, in order. */
    public List<ScoredClip> score(List<Clip> clips) {
        List<Job> jobs = new ArrayList<>();
        Map<TokenGrid, List<Job>> bySize = new LinkedHashMap<>();
        for (Clip clip : clips) {
            Job job = new Job(clip, network.grid(), gate.next(clip), gate, this::fitting);
            jobs.add(job);
            job.window.ifPresent(window -> bySize.computeIfAbsent(
                            new TokenGrid(window.rows(), window.columns()), size -> new ArrayList<>())
                    .add(job));
        }
        bySize.forEach(this::compute);
        return jobs.stream().map(job -> merged(job).score(rule)).toList();
    }

    /** The whole picture where a window would take more masks than it. */
    private TokenWindow fitting(TokenWindow window) {
        return TokenMask.fewestCovering(size(window)) > covering.size() ? TokenWindow.whole(network.grid()) : window;
    }

    private NetworkConfig size(TokenWindow window) {
        return network.withFrame(window.columns() * network.patch(), window.rows() * network.patch());
    }

    /** Runs the network for clips whose windows have one size. */
    private void compute(TokenGrid size, List<Job> jobs) {
        ScoringEngine fitting = engine.forFrame(size.columns() * network.patch(), size.rows() * network.patch());
        List<Sample> samples = new ArrayList<>();
        for (Job job : jobs) {
            TokenWindow window = job.window.orElseThrow();
            List<Planes> pictures = pictures(job.clip, window);
            job.masks = masks(window);
            job.masks.forEach(mask -> samples.add(new Sample(pictures, mask)));
        }
        List<TokenErrors> errors = fitting.score(samples);
        int each = errors.size() / jobs.size();
        for (int i = 0; i < jobs.size(); i++) {
            jobs.get(i).errors = errors.subList(i * each, (i + 1) * each);
        }
    }

    /** Those of the whole picture, so that a place is hidden alike in every window; where that cannot be, masks of the window's own. */
    private List<TokenMask> masks(TokenWindow window) {
        NetworkConfig size = size(window);
        List<TokenMask> parts = new ArrayList<>();
        for (TokenMask mask : covering) {
            mask.part(network.grid(), window.row(), window.column(), window.rows(), window.columns())
                    .filter(part -> part.keptTokens() == size.keptTokens())
                    .ifPresent(parts::add);
        }
        return parts.size() == covering.size() ? parts : ClipScorer.covering(size, covering.size());
    }

    private List<Planes> pictures(Clip clip, TokenWindow window) {
        if (window.isWhole(network.grid())) {
            return clip.planes();
        }
        int p = network.patch();
        List<Planes> pictures = new ArrayList<>();
        for (Image image : List.of(clip.past(), clip.present(), clip.future())) {
            pictures.add(Planes.of(
                    image.cropped(window.column() * p, window.row() * p, window.columns() * p, window.rows() * p)));
        }
        return pictures;
    }

    /** Errors at rest with the new ones in their places; those at rest among the new are kept. */
    private MeasuredClip merged(Job job) {
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < atRest.size(); i++) {
            Pass rest = atRest.get(i);
            Pass now = new Pass(rest.removed().clone(), rest.errors().copy());
            if (job.window.isPresent()) {
                overwrite(job, job.window.get(), i, now, rest);
            }
            passes.add(now);
        }
        return MeasuredClip.of(network, rule, job.clip, passes);
    }

    private void overwrite(Job job, TokenWindow window, int pass, Pass now, Pass rest) {
        TokenMask mask = job.masks.get(pass);
        TokenErrors errors = job.errors.get(pass);
        for (int token = 0; token < job.needed.length; token++) {
            if (job.needed[token]) {
                int inside = window.inside(network.grid(), token);
                put(mask, errors, inside, now, token);
                if (job.holds[token]) {
                    put(mask, errors, inside, rest, token);
                }
            }
        }
    }

    private static void put(TokenMask mask, TokenErrors errors, int from, Pass to, int token) {
        to.removed()[token] = mask.removed(from);
        to.errors().take(token, errors, from);
    }
}
