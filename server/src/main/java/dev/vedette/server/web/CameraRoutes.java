package dev.vedette.server.web;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.access.Role;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.learning.LearningStatus;
import dev.vedette.server.store.DetectorStore.Version;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.video.watch.Schedule;
import dev.vedette.video.watch.Zone;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cameras: seeing, adding, learning. */
final class CameraRoutes {
    private static final byte[] NO_PICTURE = {};
    private static final long USUAL_WIDTH = 640;
    private static final long MOST_WIDTH = 1920;

    private final CameraControl control;

    CameraRoutes(CameraControl control) {
        this.control = control;
    }

    /**
     * A camera as it is shown.
     *
     * @param address without user and password
     * @param fixed in {@code vedette.yaml}, where alone it can be changed
     * @param bufferedSeconds of footage of a network camera to learn from
     */
    record Shown(
            String name,
            String address,
            String kind,
            double rate,
            int width,
            CameraConfig.Transport transport,
            double speed,
            boolean loop,
            double alertsPerDay,
            List<Zone> zones,
            Optional<Schedule> schedule,
            boolean fixed,
            Optional<CameraStatus> status,
            Optional<LearningStatus> learning,
            long bufferedSeconds) {}

    record Zones(List<Zone> zones) {}

    /** @param schedule missing for always */
    record NewSchedule(Optional<Schedule> schedule) {}

    List<Route> routes() {
        return List.of(
                Route.get("/api/cameras", Role.viewer, "All cameras and how they are.", this::all),
                Route.post("/api/cameras", Role.admin, "Adds a camera.", this::add)
                        .taking(CameraConfig.class),
                Route.get(
                        "/api/cameras/{name}",
                        Role.viewer,
                        "One camera.",
                        context -> Json.answer(context, one(context))),
                Route.post(
                                "/api/cameras/{name}",
                                Role.admin,
                                "Changes a camera; the address may be left as it is shown.",
                                this::change)
                        .taking(CameraConfig.class),
                Route.post(
                                "/api/cameras/{name}/zones",
                                Role.admin,
                                "Sets a camera's zones: polygons of shares of the picture's width and height that are"
                                        + " ignored, or watched alone.",
                                this::zones)
                        .taking(Zones.class),
                Route.post(
                                "/api/cameras/{name}/schedule",
                                Role.admin,
                                "Sets the hours of the week in which a camera makes events; without a schedule, always.",
                                this::schedule)
                        .taking(NewSchedule.class),
                Route.delete(
                        "/api/cameras/{name}",
                        Role.admin,
                        "Removes a camera and its detectors; its events stay.",
                        this::remove),
                Route.get(
                        "/api/cameras/{name}/live.jpg",
                        Role.viewer,
                        "What it shows now (204 before the first frame); heat=1 with the heat map, width in pixels.",
                        this::picture),
                Route.get("/api/cameras/{name}/scores", Role.viewer, "Scores of the last minutes.", this::scores),
                Route.post(
                        "/api/cameras/{name}/learn",
                        Role.operator,
                        "Learns it in the background.",
                        context -> learning(context, control::learn)),
                Route.post(
                        "/api/cameras/{name}/learn/pause",
                        Role.operator,
                        "Pauses learning.",
                        context -> learning(context, control.learnings()::pause)),
                Route.post(
                        "/api/cameras/{name}/learn/resume",
                        Role.operator,
                        "Goes on learning.",
                        context -> learning(context, control.learnings()::resume)),
                Route.post(
                        "/api/cameras/{name}/learn/cancel",
                        Role.operator,
                        "Breaks learning off.",
                        context -> learning(context, control.learnings()::cancel)),
                Route.get(
                        "/api/cameras/{name}/detectors", Role.viewer, "Its detectors, newest first.", this::detectors),
                Route.post(
                        "/api/cameras/{name}/detectors/{id}/use",
                        Role.operator,
                        "Lets one of its detectors watch.",
                        this::use),
                Route.get(
                        "/api/footage",
                        Role.admin,
                        "Files and folders that may be cameras.",
                        context -> Json.answer(context, control.footage())));
    }

    private void all(Context context) {
        Json.answer(context, control.cameras().stream().map(this::shown).toList());
    }

    private Shown one(Context context) {
        return shown(camera(context));
    }

    private CameraConfig camera(Context context) {
        return control.camera(context.pathParam("name")).orElseThrow(() -> new NotThere("there is no such camera"));
    }

    private Shown shown(CameraConfig camera) {
        return new Shown(
                camera.name(),
                camera.parsed().shown(),
                camera.parsed().kind().name(),
                camera.framesPerSecond(),
                camera.mostPixels(),
                camera.sentOver(),
                camera.times(),
                camera.repeats(),
                camera.budget(),
                camera.zonesOrNone(),
                camera.schedule(),
                control.isFixed(camera.name()),
                control.status(camera.name()),
                control.learnings().status(camera.name()),
                control.bufferedSeconds(camera.name()));
    }

    private void add(Context context) {
        CameraConfig camera = Json.body(context, CameraConfig.class);
        control.add(camera);
        context.status(201);
        Json.answer(context, shown(camera));
    }

    private void change(Context context) {
        CameraConfig old = camera(context);
        CameraConfig wanted = Json.body(context, CameraConfig.class);
        if (!wanted.name().equals(old.name())) {
            throw VedetteException.badConfiguration("a camera keeps its name: remove it and add another");
        }
        boolean same = wanted.address().equals(old.parsed().shown());
        CameraConfig changed = same ? wanted.withAddress(old.address()) : wanted;
        control.change(changed);
        Json.answer(context, shown(changed));
    }

    private void zones(Context context) {
        control.zones(camera(context).name(), Json.body(context, Zones.class).zones());
        Json.answer(context, one(context));
    }

    private void schedule(Context context) {
        control.schedule(
                camera(context).name(), Json.body(context, NewSchedule.class).schedule());
        Json.answer(context, one(context));
    }

    private void remove(Context context) {
        control.remove(camera(context).name());
        context.status(204);
    }

    private void picture(Context context) {
        boolean heat = "1".equals(context.queryParam("heat"));
        long width = Math.max(
                16, Math.min(MOST_WIDTH, Numbers.query(context, "width").orElse(USUAL_WIDTH)));
        byte[] jpeg = control.picture(camera(context).name(), heat, (int) width).orElse(NO_PICTURE);
        if (jpeg.length == 0) {
            context.status(204);
            return;
        }
        context.header("Cache-Control", "no-store").contentType("image/jpeg").result(jpeg);
    }

    private void scores(Context context) {
        Json.answer(context, control.scores(camera(context).name()));
    }

    private interface Step {
        void at(String camera);
    }

    private void learning(Context context, Step step) {
        CameraConfig camera = camera(context);
        step.at(camera.name());
        context.status(202);
        Json.answer(context, shown(camera));
    }

    private void detectors(Context context) {
        List<Version> versions = control.library().versions(camera(context).name());
        Json.answer(
                context,
                versions.stream()
                        .map(version -> Map.of(
                                "id", version.id(),
                                "learned", version.learned(),
                                "quality", version.quality(),
                                "note", version.note(),
                                "active", version.active()))
                        .toList());
    }

    private void use(Context context) {
        control.use(camera(context), Numbers.id(context));
        context.status(204);
    }
}
