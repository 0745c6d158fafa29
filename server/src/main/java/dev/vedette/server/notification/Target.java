package dev.vedette.server.notification;

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

    /** A camera exists. */
    default void meet(String camera) {}

    @Override
    default void close() {}
}
