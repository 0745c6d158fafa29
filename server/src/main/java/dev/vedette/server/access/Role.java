package dev.vedette.server.access;

/** What somebody may do; each may do what those before may. */
public enum Role {
    /** Look. */
    viewer,
    /** Judge, keep and delete events; learn. */
    operator,
    /** Cameras and accounts. */
    admin;

    public boolean mayActAs(Role needed) {
        return compareTo(needed) >= 0;
    }
}
