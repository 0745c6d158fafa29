package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Layouts;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OpenMp;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/** A plan with memory of its own. For as many samples at a time as the plan is for; owns native memory until closed. */
final class OneDnnWorker implements NetworkWorker {
    private final OneDnnPlan plan;
    private final List<Pointer> owned = new ArrayList<>();
    private final BytePointer start;
    private final Step.Memory values;
    private final List<Hand> hands = new ArrayList<>();
    private List<TokenErrors> errors = List.of();

    @FunctionalInterface
    private interface Action {
        void run(List<Sample> samples);
    }

    @SuppressWarnings("try")
    OneDnnWorker(OneDnnPlan plan) {
        this.plan = plan;
        try (PointerScope temporary = new PointerScope()) {
            memory block = own(new memory(
                    Layouts.bytes(plan.floats() * Float.BYTES), plan.oneDnn().cpu()));
            long bytes = plan.floats() * Float.BYTES;
            start = own(new BytePointer(block.get_data_handle()).capacity(bytes));
            values = new Step.Memory(
                    new FloatPointer(start).capacity(plan.floats()).asBuffer(),
                    start.asBuffer().order(ByteOrder.nativeOrder()));
        }
    }

    private <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        owned.add(pointer);
        return pointer;
    }

    /** The plan's steps with what one thread needs for itself to run them: working space for primitives. */
    private final class Hand {
        private final memory scratchpad;
        private final stream queue;
        private final List<List<List<Action>>> sections;

        @SuppressWarnings("try")
        Hand() {
            try (PointerScope temporary = new PointerScope()) {
                scratchpad = own(new memory(
                        Layouts.bytes(plan.scratchpadBytes()), plan.oneDnn().cpu()));
                queue = own(new stream(plan.oneDnn().cpu()));
                sections = plan.sections().stream()
                        .map(section -> section.tasks().stream().map(this::bind).toList())
                        .toList();
            }
        }

        private List<Action> bind(List<Step> steps) {
            return steps.stream().map(this::bind).toList();
        }

        private Action bind(Step step) {
            if (step instanceof Step.OfPrimitive ofPrimitive) {
                primitive kernel = ofPrimitive.kernel();
                IntMemoryMap arguments = own(arguments(ofPrimitive.arguments()));
                return samples -> kernel.execute(queue, arguments);
            }
            if (step instanceof Step.OfChoice ofChoice) {
                FloatBuffer read = values(ofChoice.read());
                List<Action> one = bind(ofChoice.one());
                List<Action> other = bind(ofChoice.other());
                return samples -> OneDnnWorker.run(ofChoice.first().test(read) ? one : other, samples);
            }
            if (step instanceof Step.OfErrors ofErrors) {
                return samples -> ofErrors.action().run(values.floats(), samples, errors);
            }
            Step.RowAction action = ((Step.OfRows) step).action();
            return samples -> action.run(values, samples);
        }

        private IntMemoryMap arguments(Map<Integer, Argument> byName) {
            IntMemoryMap arguments = new IntMemoryMap();
            byName.forEach((name, argument) -> arguments.put(name, memoryOf(argument)));
            return arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, scratchpad);
        }

        private memory memoryOf(Argument argument) {
            if (argument instanceof Argument.Constant constant) {
                return constant.value();
            }
            return new memory(
                    argument.desc(),
                    plan.oneDnn().cpu(),
                    start.getPointer(argument.place().orElseThrow().place()));
        }

        void run(int section, int task, List<Sample> samples) {
            OneDnnWorker.run(sections.get(section).get(task), samples);
        }
    }

    private static void run(List<Action> actions, List<Sample> samples) {
        for (Action action : actions) {
            action.run(samples);
        }
    }

    @Override
    public List<Runnable> begin(List<Sample> samples, int most) {
        // More hands than tasks would take the cores of those that they wait for.
        int useful = Math.min(most, plan.widest());
        while (hands.size() < useful) {
            hands.add(new Hand());
        }
        errors = plan.newErrors();
        SectionRun run = new SectionRun(plan.sections());
        return hands.subList(0, useful).stream()
                .map(hand -> (Runnable) () ->
                        OpenMp.oneThreadDuring(() -> run.work((section, task) -> hand.run(section, task, samples))))
                .toList();
    }

    @Override
    public List<TokenErrors> errors() {
        return errors;
    }

    @Override
    public FloatBuffer teacher() {
        return tokens(plan.predictions().teacher());
    }

    @Override
    public FloatBuffer student() {
        return tokens(plan.predictions().student());
    }

    @Override
    public FloatBuffer latent() {
        return values(plan.predictions().latent());
    }

    private FloatBuffer tokens(Matrix sequence) {
        return values(sequence.rows(1, sequence.rows() - 1));
    }

    private FloatBuffer values(Matrix dense) {
        return values.floats().slice(dense.index(), dense.rows() * dense.columns());
    }

    @Override
    public void close() {
        owned.forEach(Pointer::releaseReference);
    }
}
