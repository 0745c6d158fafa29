package dev.vedette.video.live;

import dev.vedette.fault.VedetteException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The file with the cameras that a cluster watches, whole. */
public record CameraList(List<LiveCamera> cameras) {
    public CameraList {
        cameras = List.copyOf(cameras);
        if (cameras.isEmpty()) {
            throw VedetteException.badConfiguration("there are no cameras, expected at least one");
        }
        Set<String> names = new HashSet<>();
        for (LiveCamera camera : cameras) {
            if (!names.add(camera.name())) {
                throw VedetteException.badConfiguration(
                        "two cameras have the name " + camera.name() + ", expected a name for each");
            }
        }
    }
}
