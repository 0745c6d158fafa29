package dev.vedette.flink.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Work as a source of what comes of it: each piece is done where it is read.
 *
 * @param <R> what comes of it
 */
public abstract class WorkSource<R, W extends Work> implements Source<R, W, Assignments<W>> {
    private static final long serialVersionUID = 1L;

    private final byte[] all;
    private final int tries;

    /** @param tries how often a piece is begun without getting on before it is given up */
    protected WorkSource(List<W> all, int tries) {
        this.tries = tries;
        try {
            this.all = getEnumeratorCheckpointSerializer().serialize(new Assignments<>(all, Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public final SplitEnumerator<W, Assignments<W>> createEnumerator(SplitEnumeratorContext<W> context)
            throws IOException {
        SimpleVersionedSerializer<Assignments<W>> serializer = getEnumeratorCheckpointSerializer();
        return restoreEnumerator(context, serializer.deserialize(serializer.getVersion(), all));
    }

    @Override
    public final SplitEnumerator<W, Assignments<W>> restoreEnumerator(
            SplitEnumeratorContext<W> context, Assignments<W> assignments) {
        return new WorkEnumerator<>(context, tries, assignments);
    }

    /** Called by the constructor. */
    @Override
    public abstract WorkSerializer<W> getSplitSerializer();

    @Override
    public final SimpleVersionedSerializer<Assignments<W>> getEnumeratorCheckpointSerializer() {
        return new AssignmentsSerializer<>(getSplitSerializer());
    }
}
