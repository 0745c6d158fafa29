package dev.vedette.server.web;

/** What was asked for is not there: 404. */
final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotThere(String message) {
        super(message);
    }
}
