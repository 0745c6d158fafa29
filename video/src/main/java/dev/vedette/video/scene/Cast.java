package dev.vedette.video.scene;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who appears when: people who walk by, and the anomalies asked for. All times are seconds. */
final class Cast {
    /** Metres beyond the edge of the picture where people come from and vanish. */
    private static final double MARGIN = 0.8;

    /** Longer than the slowest walker needs, so that the street is already peopled when the scene begins. */
    private static final double LEAD = 32;

    private static final double WALKING_SPEED = 1.3;
    private static final double BAG_SECONDS = 3;
    private static final Color[] BAGS = {
        new Color(0x3a3f4a), new Color(0x7a5230), new Color(0xb02a20), new Color(0x2f5f4a)
    };

    /** An anomaly: its actor, and from when to when it counts as one if it is seen. */
    record Part(String what, Actor actor, double from, double to) {}

    private final Random random;
    private final double duration;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Part> anomalies = new ArrayList<>();

    private Cast(long seed, double duration) {
        // Neighbouring seeds begin alike in java.util.Random; the golden ratio tells them apart.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.duration = duration;
        actors.add(new Lamppost(-4.4, Perspective.NEAR_KERB - 0.2));
        actors.add(new Lamppost(7.4, Perspective.FAR_KERB + 0.3));
    }

    static Cast normal(long seed, double duration) {
        Cast cast = new Cast(seed, duration);
        cast.walkers();
        return cast;
    }

    /** Cyclist, runner and van in turn, one in every 18 seconds or so, and at the end a dropped bag. */
    static Cast withAnomalies(long seed, double duration) {
        Cast cast = new Cast(seed, duration);
        int count = (int) Math.max(4, Math.round(duration / 18));
        double spacing = (duration - 6) / count;
        for (int i = 0; i < count - 1; i++) {
            double begin = (i + 0.25 + 0.3 * cast.random.nextDouble()) * spacing;
            switch (i % 3) {
                case 0 -> cast.cyclist(begin);
                case 1 -> cast.runner(begin);
                default -> cast.van(begin);
            }
        }
        cast.droppedBag();
        cast.walkers();
        return cast;
    }

    List<Actor> actors() {
        return actors;
    }

    List<Part> anomalies() {
        return anomalies;
    }

    private void walkers() {
        walkers(Perspective.FAR_KERB + 0.5, Perspective.WALL - 0.9, 4.6);
        walkers(8.5, Perspective.NEAR_KERB - 0.5, 4.2);
    }

    private void walkers(double nearest, double farthest, double meanInterval) {
        double time = -LEAD;
        while (time < duration) {
            time += meanInterval * (0.35 + 1.3 * random.nextDouble());
            double z = between(nearest, farthest);
            double speed = WALKING_SPEED * between(0.8, 1.2);
            Route route = stroll(time, z, speed);
            boolean carries = random.nextInt(6) == 0;
            Color bag = BAGS[random.nextInt(BAGS.length)];
            Look look = Look.random(random);
            if (route.end() > 0 && !(crosses(route) && meetsTraffic(route))) {
                actors.add(new Person(look, Gait.WALK, route));
                if (carries) {
                    actors.add(new Bag(route, Double.POSITIVE_INFINITY, bag));
                }
            }
        }
    }

    /** Across the picture, perhaps with a rest, perhaps over the zebra crossing to the other side. */
    private Route stroll(double start, double z, double speed) {
        int heading = random.nextBoolean() ? 1 : -1;
        Route route = new Route(start, -heading * edge(z), z);
        double manner = random.nextDouble();
        if (manner < 0.2) {
            route.to(between(-0.7, 0.7) * edge(z), z, speed).rest(between(1.5, 4));
        } else if (manner < 0.32) {
            double other = z > Perspective.FAR_KERB ? between(9.4, 11.4) : between(19.8, 22.5);
            route.to(-0.9 * heading, z, speed).to(0.9 * heading, other, speed);
            return route.to(heading * edge(other), other, speed);
        }
        return route.to(heading * edge(z), z, speed);
    }

    private static boolean crosses(Route route) {
        return Math.abs(route.at(route.start()).z() - route.at(route.end()).z()) > 3;
    }

    private boolean meetsTraffic(Route route) {
        return anomalies.stream()
                .anyMatch(part -> !part.what().equals("bag") && route.start() < part.to() && route.end() > part.from());
    }

    private void cyclist(double begin) {
        Route route = pass(begin, between(13, 17.5), 1.2, between(4.2, 5));
        add("cyclist", new Cyclist(Look.random(random), route), route);
    }

    private void runner(double begin) {
        Route route = pass(begin, between(9.2, 11.4), MARGIN, between(3.4, 4));
        add("runner", new Person(Look.random(random).inSportswear(), Gait.RUN, route), route);
    }

    private void van(double begin) {
        Route route = pass(begin, between(14.2, 15.8), 2.7, between(5, 6));
        add("van", new Van(route), route);
    }

    private Route pass(double begin, double z, double margin, double speed) {
        int heading = random.nextBoolean() ? 1 : -1;
        double edge = Perspective.halfView(z) + margin;
        return new Route(begin, -heading * edge, z).to(heading * edge, z, speed);
    }

    private void add(String what, Actor actor, Route route) {
        actors.add(actor);
        anomalies.add(new Part(what, actor, route.start(), route.end()));
    }

    /** Three seconds and a bit before the end; the bag then still lies there. */
    private void droppedBag() {
        double z = between(9.6, 11);
        int heading = random.nextBoolean() ? 1 : -1;
        double drop = duration - BAG_SECONDS - 0.6;
        double way = edge(z) - between(0, 1.5);
        double arrival = drop - 0.5;
        Route route = new Route(arrival - way / WALKING_SPEED, -heading * edge(z), z)
                .to(-heading * (edge(z) - way), z, WALKING_SPEED)
                .rest(1)
                .to(heading * edge(z), z, WALKING_SPEED * 1.2);
        Bag bag = new Bag(route, drop, BAGS[2]);
        actors.add(new Person(Look.random(random), Gait.WALK, route));
        actors.add(bag);
        anomalies.add(new Part("bag", bag, drop, drop + BAG_SECONDS));
    }

    private static double edge(double z) {
        return Perspective.halfView(z) + MARGIN;
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
