package dev.vedette.server.watch;

/** What can be wrong with a camera. No events are made of it. */
public enum Trouble {
    /** Hardly any light. */
    DARK("it is dark in front of the camera"),
    /** The picture shows nothing: covered, sprayed, or out of focus altogether. */
    COVERED("the picture shows nothing: the camera may be covered"),
    /** The same picture again and again, to the last pixel. */
    FROZEN("the picture is frozen"),
    /** Another view than before. */
    MOVED("the camera looks elsewhere than before: if it is to stay so, learn again"),
    /** The light in the whole picture was just switched. */
    LIGHT("the light was switched"),
    /** For longer than a network takes to mend itself. It is told, and never the trouble of a camera's status, whose state says it at once. */
    LOST("no pictures come");

    private final String text;

    Trouble(String text) {
        this.text = text;
    }

    /** For a person. */
    public String text() {
        return text;
    }
}
