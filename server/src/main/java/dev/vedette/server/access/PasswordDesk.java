package dev.vedette.server.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Computes hashes of passwords one at a time, which takes a core and 19 MiB each, so that a crowd that guesses leaves the machine to the watch and, because
 * few may wait, the server's threads to other visitors. Of one address one waits at most. Whoever is trusted more comes first, and sends away the least
 * trusted when there is no more room. Thread-safe.
 */
final class PasswordDesk {
    /** With a tenth of a second each, nobody waits for much longer than a second. */
    static final int MOST_WAITING = 10;

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::distrust).thenComparingLong(Place::number);

    private final List<Place> waiting = new ArrayList<>();
    private long numbers;
    private boolean taken;

    /** Where somebody stands who waits. */
    private record Place(String address, int distrust, long number) {}

    /**
     * Computes something as soon as it is its turn.
     *
     * @param distrust how little the address is trusted
     * @throws Busy when it is not to be expected soon
     */
    <T> T compute(String address, int distrust, Supplier<T> work) {
        await(address, distrust);
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    private synchronized void await(String address, int distrust) {
        Place place = enter(address, distrust);
        try {
            while (taken || !place.equals(first())) {
                wait();
                if (!waiting.contains(place)) {
                    throw new Busy();
                }
            }
            taken = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        } finally {
            waiting.remove(place);
            notifyAll();
        }
    }

    private Place enter(String address, int distrust) {
        if (waiting.stream().anyMatch(other -> other.address().equals(address))) {
            throw new Busy();
        }
        Place place = new Place(address, distrust, numbers++);
        if (waiting.size() == MOST_WAITING) {
            Place last = waiting.stream().max(ORDER).orElseThrow();
            if (last.distrust() <= distrust) {
                throw new Busy();
            }
            waiting.remove(last);
            notifyAll();
        }
        waiting.add(place);
        return place;
    }

    private Place first() {
        return waiting.stream().min(ORDER).orElseThrow();
    }

    private synchronized void leave() {
        taken = false;
        notifyAll();
    }

    /** How many wait for their turn. */
    synchronized int waiting() {
        return waiting.size();
    }
}
