package dev.vedette.cli;

/** Warnings and worse go to standard error, and with {@code --verbose} what is done as well. Flink warns of what is of no use to anybody. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** Takes effect only before the first logger is made. */
    static void configure(boolean verbose) {
        setDefault("defaultLogLevel", verbose ? "info" : "warn");
        setDefault("log.org.apache.flink", verbose ? "info" : "off");
        setDefault("showThreadName", "false");
        setDefault("showLogName", Boolean.toString(verbose));
        setDefault("showShortLogName", Boolean.toString(verbose));
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
