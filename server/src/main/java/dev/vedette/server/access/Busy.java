package dev.vedette.server.access;

/** So many passwords are being checked that this one is not: whoever asks may try again in some seconds. */
public final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
        super("too many passwords are being checked: try again in some seconds");
    }
}
