package dev.vedette.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how far a long task is: a bar in a terminal, otherwise a line every half minute. Notices Ctrl-C, so
 * that every long loop ends in good order. Thread-safe.
 */
final class Progress implements AutoCloseable {
    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(30).toNanos();
    private static final boolean TERMINAL = Boolean.getBoolean("vedette.terminal");

    private final PrintStream err;
    private final String task;
    private final long first;
    private final long total;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long lastLine = start;

    /** @param total steps; −1 where unknown */
    Progress(String task, long total, String unit) {
        this(task, 0, total, unit);
    }

    /** @param first steps that were done before, in another run */
    Progress(String task, long first, long total, String unit) {
        this(System.err, TERMINAL, task, first, total, unit);
    }

    Progress(PrintStream err, boolean terminal, String task, long first, long total, String unit) {
        this.err = err;
        this.task = task;
        this.first = first;
        this.total = total;
        bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .startsFrom(first, Duration.ZERO)
                        .setUnit(" " + unit, 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(250)
                        .showSpeed(new java.text.DecimalFormat("0.0"))
                        .setConsumer(new ConsoleProgressBarConsumer(err))
                        .build()
                : null;
    }

    /** The given number of steps is done. */
    void at(long done) {
        at(done, "");
    }

    /**
     * The given number of steps is done.
     *
     * @param note shown beside
     * @throws CancellationException after Ctrl-C
     */
    synchronized void at(long done, String note) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(note);
        } else if (System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
            lastLine = System.nanoTime();
            double seconds = (lastLine - start) / 1e9;
            double each = seconds / Math.max(1, done - first);
            String left = total > 0 ? ", " + left(each * (total - done)) + " left" : "";
            err.printf(
                    Locale.ROOT,
                    "%s: %d%s, %.1f/s%s %s%n",
                    task,
                    done,
                    total > 0 ? " of " + total : "",
                    1 / each,
                    left,
                    note);
        }
    }

    private static String left(double seconds) {
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
