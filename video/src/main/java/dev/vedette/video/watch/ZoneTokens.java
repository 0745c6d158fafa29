package dev.vedette.video.watch;

import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.RegionOfInterest;
import dev.vedette.video.watch.Zone.Corner;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;

/** Which tokens of a detector's grid a camera's zones leave to count: a token lies where its centre does. */
public final class ZoneTokens {
    private ZoneTokens() {}

    /** Empty when the zones leave none. */
    public static Optional<RegionOfInterest> of(List<Zone> zones, TokenGrid grid) {
        if (zones.isEmpty()) {
            return Optional.of(RegionOfInterest.WHOLE);
        }
        List<Path2D> ignored = shapes(zones, Zone.Kind.ignored);
        List<Path2D> watched = shapes(zones, Zone.Kind.watched);
        boolean[] counts = new boolean[grid.tokens()];
        boolean any = false;
        for (int token = 0; token < counts.length; token++) {
            double x = (token % grid.columns() + 0.5) / grid.columns();
            double y = (token / grid.columns() + 0.5) / grid.rows();
            counts[token] = (watched.isEmpty() || holds(watched, x, y)) && !holds(ignored, x, y);
            any |= counts[token];
        }
        return any ? Optional.of(RegionOfInterest.of(counts)) : Optional.empty();
    }

    private static List<Path2D> shapes(List<Zone> zones, Zone.Kind kind) {
        return zones.stream()
                .filter(zone -> zone.kind() == kind)
                .map(ZoneTokens::shape)
                .toList();
    }

    /** As the page fills it. */
    private static Path2D shape(Zone zone) {
        Path2D shape = new Path2D.Double(Path2D.WIND_NON_ZERO);
        Corner first = zone.corners().get(0);
        shape.moveTo(first.x(), first.y());
        zone.corners().stream().skip(1).forEach(corner -> shape.lineTo(corner.x(), corner.y()));
        shape.closePath();
        return shape;
    }

    private static boolean holds(List<Path2D> shapes, double x, double y) {
        return shapes.stream().anyMatch(shape -> shape.contains(x, y));
    }
}
