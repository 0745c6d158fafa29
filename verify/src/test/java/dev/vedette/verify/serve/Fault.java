package dev.vedette.verify.serve;

/**
 * Something that goes wrong at a server, on purpose.
 *
 * @param name of the fault
 * @param promised what the server does about it
 * @param drill lets it happen
 */
record Fault(String name, String promised, Drill drill) {
    /** Lets a fault happen at a site of its own and looks on. */
    @FunctionalInterface
    interface Drill {
        /**
         * @return what happened, when that is what was promised
         * @throws Missing when the machine lacks what the drill needs
         * @throws AssertionError with what happened instead
         */
        String run(Site site) throws Exception;
    }

    /** The machine lacks what a drill needs. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String what) {
            super(what);
        }
    }
}
