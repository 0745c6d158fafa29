package dev.vedette.server.notification;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.OutboxStore.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from the outbox to a target, with a thread of its own, so that one that hangs delays no other. Thread-safe. */
final class Route {
    private static final Logger LOG = LoggerFactory.getLogger(Route.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration GIVEN_UP = Duration.ofDays(3);
    private static final int MOST_DOUBLINGS = 9;

    private final Target target;
    private final OutboxStore outbox;
    private final Supplier<Instant> now;
    private final ThreadPoolExecutor thread;
    private volatile Optional<String> fault = Optional.empty();

    Route(Target target, OutboxStore outbox, Supplier<Instant> now) {
        this.target = target;
        this.outbox = outbox;
        this.now = now;
        // One look that waits sees all that came before it; more of them, and those after the end, are left out.
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                work -> {
                    Thread made = new Thread(work, "vedette-courier-" + target.name());
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    Target target() {
        return target;
    }

    /** Why the last message did not arrive. */
    Optional<String> fault() {
        return fault;
    }

    /** Sends a message now and waits for it to arrive. @throws VedetteException device, when it does not */
    void send(String message) {
        try {
            target.send(message);
            fault = Optional.empty();
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Whatever a target throws, its message did not arrive. */
    private VedetteException failure(RuntimeException e) {
        return e instanceof VedetteException named
                ? named
                : VedetteException.device("a message to " + target.shown() + " cannot be sent (" + e + ")", e);
    }

    /** Has what is due sent in the background. */
    void wake() {
        thread.execute(this::deliver);
    }

    /** Sends what is due, until something does not arrive. */
    synchronized void deliver() {
        try {
            boolean goesOn = true;
            while (goesOn && !target.rests()) {
                List<Message> due = outbox.due(target.name(), now.get(), target.atOnce());
                goesOn = !due.isEmpty() && send(stillOfUse(due));
            }
        } catch (RuntimeException e) {
            LOG.warn("messages wait: {}", e.toString());
        }
    }

    /** What is older than three days is given up. */
    private List<Message> stillOfUse(List<Message> messages) {
        Instant oldest = now.get().minus(GIVEN_UP);
        messages.stream()
                .filter(message -> message.created().isBefore(oldest))
                .forEach(message -> outbox.remove(message.id()));
        return messages.stream()
                .filter(message -> !message.created().isBefore(oldest))
                .toList();
    }

    private boolean send(List<Message> messages) {
        if (messages.isEmpty()) {
            return true;
        }
        try {
            target.send(messages.stream().map(Message::body).toList());
            messages.forEach(message -> outbox.remove(message.id()));
            fault = Optional.empty();
            return true;
        } catch (RuntimeException e) {
            String why = String.valueOf(failure(e).getMessage());
            fault = Optional.of(why);
            LOG.warn(
                    "{} to be sent again: {}",
                    messages.size() == 1 ? "a message waits" : messages.size() + " messages wait",
                    why);
            LOG.debug("where that came from", e);
            messages.forEach(this::later);
            return false;
        }
    }

    private void later(Message message) {
        outbox.later(message.id(), now.get().plus(wait(message.attempts())));
    }

    private static Duration wait(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(MOST_DOUBLINGS, attempts));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Breaks off what is being sent; it waits in the store. */
    void breakOff() {
        thread.shutdownNow();
    }

    /**
     * Waits until nothing is being sent any more, after {@link #breakOff}, and leaves the target.
     *
     * @param end time of {@link System#nanoTime} to wait until
     */
    void close(long end) {
        try {
            if (!thread.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                LOG.warn("a message to {} is still being sent", target.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        target.close();
    }
}
