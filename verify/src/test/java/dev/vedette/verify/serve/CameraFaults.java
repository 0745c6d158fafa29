package dev.vedette.verify.serve;

import static dev.vedette.verify.serve.Site.require;

import dev.vedette.cli.benchmark.ServerProcess;
import dev.vedette.verify.serve.Line.Quality;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.scene.StreetScene;
import dev.vedette.video.scene.StreetScene.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What goes wrong before the watch: camera, line, decoder. */
final class CameraFaults {
    private static final String BACK = "told as lost; watched again when it is back";
    private static final String DECODER = "DecoderMain";

    /** Twenty seconds without a frame, which is what is promised however a line fails, and some until it is told. */
    private static final Duration SILENCE = Duration.ofSeconds(25);

    private CameraFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("camera gone", BACK, CameraFaults::gone),
                new Fault("half a frame", BACK, site -> line(site, Quality.CUT)),
                new Fault("garbage stream", BACK, site -> line(site, Quality.NOISE)),
                new Fault(
                        "camera silent", "told as lost after 20 s; watched again", site -> line(site, Quality.SILENT)),
                new Fault("stream changes size", "watched on, with events", CameraFaults::size),
                new Fault("decoder killed", BACK, CameraFaults::killed),
                new Fault("decoder hangs", "told as lost after 20 s; watched again", CameraFaults::hangs));
    }

    private static String gone(Site site) throws Exception {
        RtspPlayer camera = site.camera();
        site.learned().start(site.camera(camera.address()));
        site.awaitState("WATCHING");
        Instant now = Instant.now();
        camera.close();
        String lost = site.told("LOST", now);
        site.camera(camera.port(), site.film());
        Instant again = Instant.now();
        return "lost after " + lost + "; back after " + site.told("WATCHING", again);
    }

    private static String line(Site site, Quality quality) throws Exception {
        // So long that its end is not taken for the fault.
        Path film = VanStreet.film(site.folder().resolve("long.mp4"), 14);
        Line line = site.opened(new Line(site.camera(0, film).port()));
        site.learned().start(site.camera(line.address()));
        site.awaitState("WATCHING");
        Instant now = Instant.now();
        line.become(quality);
        String lost = site.told("LOST", now, SILENCE);
        Instant good = Instant.now();
        line.become(Quality.GOOD);
        String back = site.told("WATCHING", good);
        site.awaitEnd("page", good);
        return "lost after " + lost + "; back after " + back + ", with events";
    }

    private static String size(Site site) throws Exception {
        RtspPlayer camera = site.camera();
        Path other = site.folder().resolve("other.mp4");
        StreetScene scene = StreetScene.normal(5, 300, new Format(480, 288, 10));
        try (VideoWriter writer = VideoWriter.create(other, 480, 288, 10)) {
            for (int i = 0; i < scene.frames(); i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
        site.learned().start(site.camera(camera.address()));
        site.awaitState("WATCHING");
        camera.close();
        RtspPlayer larger = site.camera(camera.port(), other);
        String seen = Site.await(
                "pictures of 480 pixels are watched",
                () -> site.state().equals("WATCHING")
                        && site.status().path("width").asInt() == 480);
        larger.close();
        Instant back = Instant.now();
        site.camera(camera.port(), site.film());
        site.awaitEnd("page", back);
        return "the larger pictures are watched after " + seen + "; events go on at the old size";
    }

    private static String killed(Site site) throws Exception {
        ServerProcess server = site.learned().start(site.camera(site.camera().address()));
        site.awaitState("WATCHING");
        Instant now = Instant.now();
        Site.child(server, DECODER).destroyForcibly();
        String lost = site.told("LOST", now);
        return "lost after " + lost + "; back after " + site.told("WATCHING", now);
    }

    private static String hangs(Site site) throws Exception {
        ServerProcess server = site.learned().start(site.camera(site.camera().address()));
        site.awaitState("WATCHING");
        Instant now = Instant.now();
        ProcessHandle decoder = Site.child(server, DECODER);
        Site.system("kill", "-STOP", Long.toString(decoder.pid()));
        String lost = site.told("LOST", now, SILENCE);
        String back = site.told("WATCHING", now);
        require(!decoder.isAlive(), "the decoder that hangs is left behind");
        return "lost after " + lost + "; back after " + back;
    }
}
