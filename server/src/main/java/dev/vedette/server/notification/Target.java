package dev.vedette.server.notification;

import java.util.List;

/** Somebody who is told. */
interface Target extends AutoCloseable {
    /** What it is called in the outbox. */
    String name();

    /** Where it is, without secrets. */
    String shown();

    /**
     * Sends a message and waits until it has arrived.
     *
     * @throws dev.vedette.fault.VedetteException device, when it does not arrive
     */
    void send(String body);

    /**
     * Sends several that wait, at most {@link #atOnce()}.
     *
     * @throws dev.vedette.fault.VedetteException device, when they do not arrive
     */
    default void send(List<String> bodies) {
        bodies.forEach(this::send);
    }

    /** How many messages can be sent together. */
    default int atOnce() {
        return 1;
    }

    /** Whether it is told of messages of a kind; of tests it always is. */
    default boolean wants(String kind) {
        return true;
    }

    /** Whether it has been told enough for now, so that messages wait. */
    default boolean rests() {
        return false;
    }

    /**
     * A camera exists; told again whenever that changes:
     *
     * @param unwell whether it is in trouble
     */
    default void meet(String camera, boolean unwell) {}

    /** A camera exists no more. */
    default void forget(String camera) {}

    @Override
    default void close() {}
}
