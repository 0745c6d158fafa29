package dev.vedette.server.web;

import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.learning.DetectorLibrary;
import dev.vedette.server.learning.Learnings;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.ScoreHistory;
import dev.vedette.video.watch.Schedule;
import dev.vedette.video.watch.Zone;
import java.util.List;
import java.util.Optional;

/** What the page can do with cameras. Failures are {@link dev.vedette.fault.VedetteException}s. */
public interface CameraControl {
    List<CameraConfig> cameras();

    Optional<CameraConfig> camera(String name);

    /** Whether the configuration file holds it, where alone it can be changed. */
    boolean isFixed(String name);

    Optional<CameraStatus> status(String name);

    Optional<byte[]> picture(String name, boolean heat, int width);

    /** Of the last minutes, oldest first. */
    List<ScoreHistory.Point> scores(String name);

    long bufferedSeconds(String name);

    /** Only those whose names are free, and files only in the folders that may hold footage. */
    void add(CameraConfig camera);

    void change(CameraConfig camera);

    /** Has other zones count, without connecting anew. */
    void zones(String name, List<Zone> zones);

    /** Has other hours hold, without connecting anew; empty for always. */
    void schedule(String name, Optional<Schedule> schedule);

    void remove(String name);

    /** Files and folders that may be cameras. */
    List<String> footage();

    void learn(String name);

    Learnings learnings();

    DetectorLibrary library();

    /** Lets a version of a camera's detector watch. */
    void use(CameraConfig camera, long version);
}
