package dev.vedette.video.scene;

import java.util.ArrayList;
import java.util.List;

/** A way over the ground: straight legs at constant speed, and rests between them. Times are seconds. */
final class Route {
    /** How long a walker takes to get going or to come to rest. */
    private static final double EASING = 0.4;

    /**
     * Where one is on a route.
     *
     * @param distance metres gone since its beginning
     * @param heading 1 to the right, -1 to the left
     * @param pace 0 at rest, 1 under way, between these when starting or stopping
     * @param sideways 1 when going across the picture, 0 when going towards the camera or away from it
     */
    record Place(double x, double z, double distance, int heading, double pace, double sideways) {}

    private record Leg(double start, double end, double x0, double z0, double x1, double z1) {
        double length() {
            return Math.hypot(x1 - x0, z1 - z0);
        }

        boolean rest() {
            return length() == 0;
        }
    }

    private final List<Leg> legs = new ArrayList<>();
    private final double start;
    private final double startX;
    private final double startZ;

    Route(double start, double x, double z) {
        this.start = start;
        startX = x;
        startZ = z;
    }

    Route to(double x, double z, double metresPerSecond) {
        double length = Math.hypot(x - endX(), z - endZ());
        legs.add(new Leg(end(), end() + length / metresPerSecond, endX(), endZ(), x, z));
        return this;
    }

    Route rest(double seconds) {
        legs.add(new Leg(end(), end() + seconds, endX(), endZ(), endX(), endZ()));
        return this;
    }

    double start() {
        return start;
    }

    double end() {
        return legs.isEmpty() ? start : last().end;
    }

    boolean includes(double time) {
        return time >= start && time < end();
    }

    /** The place at a time from start to end. */
    Place at(double time) {
        double gone = 0;
        int heading = 1;
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            if (leg.x1 != leg.x0) {
                heading = leg.x1 > leg.x0 ? 1 : -1;
            }
            if (time < leg.end || i == legs.size() - 1) {
                double part = Math.max(0, Math.min(1, (time - leg.start) / (leg.end - leg.start)));
                return new Place(
                        leg.x0 + part * (leg.x1 - leg.x0),
                        leg.z0 + part * (leg.z1 - leg.z0),
                        gone + part * leg.length(),
                        heading,
                        pace(i, time),
                        leg.rest() ? 1 : Math.abs(leg.x1 - leg.x0) / leg.length());
            }
            gone += leg.length();
        }
        return new Place(startX, startZ, 0, 1, 0, 1);
    }

    private double pace(int index, double time) {
        Leg leg = legs.get(index);
        if (leg.rest()) {
            return 0;
        }
        double starting = index > 0 && legs.get(index - 1).rest() ? (time - leg.start) / EASING : 1;
        double stopping = index < legs.size() - 1 && legs.get(index + 1).rest() ? (leg.end - time) / EASING : 1;
        return Math.max(0, Math.min(1, Math.min(starting, stopping)));
    }

    private Leg last() {
        return legs.get(legs.size() - 1);
    }

    private double endX() {
        return legs.isEmpty() ? startX : last().x1;
    }

    private double endZ() {
        return legs.isEmpty() ? startZ : last().z1;
    }
}
