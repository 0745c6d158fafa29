package dev.vedette.verify.serve;

import static dev.vedette.verify.serve.Site.require;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cli.benchmark.ServerClient;
import dev.vedette.cli.benchmark.ServerProcess;
import dev.vedette.fault.VedetteException;
import dev.vedette.verify.serve.Told.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** What goes wrong around the server and in it: whom it tells, its processes, its visitors. */
final class ServerFaults {
    private static final int DEVICE = 5;
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final String LEARNER = "LearnerMain";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private ServerFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("webhook down, then up", "nothing is lost", ServerFaults::webhookDown),
                new Fault("webhook hangs", "the others are told within 5 s", ServerFaults::webhookHangs),
                new Fault("MQTT broker restarts", "told again, nothing is lost", ServerFaults::broker),
                new Fault("killed while an event goes on", "no event lost or doubled", ServerFaults::killed),
                new Fault(
                        "ended while an event goes on", "ends within 10 s, event and clip whole", ServerFaults::ended),
                new Fault(
                        "learner killed", "told; watching goes on; can be learned again", ServerFaults::learnerKilled),
                new Fault("learner out of memory", "told; watching goes on", ServerFaults::learnerOutOfMemory),
                new Fault(
                        "clock jumps an hour ahead, and back",
                        "the watch goes on, times stay in order, nothing waits for it",
                        ServerFaults::clock),
                new Fault("port taken", "does not start, one clear line", ServerFaults::port),
                new Fault("2000 wrong logins", "held off; others are served within 1 s", ServerFaults::logins),
                new Fault(
                        "wrong logins from everywhere",
                        "held off; others are served within 1 s, right logins within 5 s",
                        ServerFaults::loginsFromEverywhere),
                new Fault("request body of 20 MB", "refused with 413; others are served", ServerFaults::body),
                new Fault("300 open pages", "the watch goes on; others are served", ServerFaults::pages));
    }

    private static String webhookDown(Site site) throws Exception {
        site.learned().start(site.street("webhook: {url: \"" + site.told().hook() + "\"}"));
        site.told().webhook(false);
        Message missed = site.awaitEnd("page", Instant.now());
        Site.await("a message waits", () -> waiting(site) > 0);
        site.told().webhook(true);
        Instant up = Instant.now();
        Message arrived = site.told()
                .await("what was missed", Site.ended("webhook", up).and(one -> one.event() == missed.event()));
        return "arrived " + Site.seconds(Duration.between(up, arrived.at())) + " after it was up";
    }

    private static long waiting(Site site) {
        return site.client().read("/api/notifications").path("waiting").asLong();
    }

    private static String webhookHangs(Site site) throws Exception {
        Mosquitto broker = site.broker();
        site.learned()
                .start(site.street(
                        "webhook: {url: \"" + site.told().hook() + "\"}",
                        "mqtt: {host: 127.0.0.1, port: " + broker.port() + "}"));
        CountDownLatch never = new CountDownLatch(1);
        site.opened(never::countDown);
        site.told().webhookFirst(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Duration slowest = Duration.ZERO;
        Instant after = Instant.now();
        for (int i = 0; i < 2; i++) {
            Message page = site.awaitEnd("page", after);
            Message mqtt = site.told().await("mqtt", Site.ended("mqtt", after).and(one -> one.event() == page.event()));
            Duration late = Duration.between(page.at(), mqtt.at());
            slowest = late.compareTo(slowest) > 0 ? late : slowest;
            after = page.at();
        }
        require(slowest.compareTo(PROMPT) < 0, "MQTT was told " + Site.seconds(slowest) + " after the page");
        return "MQTT told at most " + Site.seconds(slowest.isNegative() ? Duration.ZERO : slowest) + " after the page";
    }

    private static String broker(Site site) throws Exception {
        Mosquitto broker = site.broker();
        site.learned().start(site.street("mqtt: {host: 127.0.0.1, port: " + broker.port() + "}"));
        site.awaitEnd("mqtt", Instant.MIN);
        broker.close();
        Message missed = site.awaitEnd("page", Instant.now());
        broker.again();
        Instant up = Instant.now();
        Message arrived =
                site.told().await("what was missed", Site.ended("mqtt", up).and(one -> one.event() == missed.event()));
        return "arrived " + Site.seconds(Duration.between(up, arrived.at())) + " after it was back";
    }

    private static String killed(Site site) throws Exception {
        String configuration = site.street("webhook: {url: \"" + site.told().hook() + "\"}");
        site.learned();
        List<Long> interrupted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ServerProcess server = site.start(configuration);
            Instant now = Instant.now();
            Message began = site.told()
                    .await(
                            "a beginning",
                            message -> message.by().equals("page")
                                    && message.kind().equals("began")
                                    && message.at().isAfter(now));
            interrupted.add(began.event());
            server.kill();
        }
        site.start(configuration);
        for (long event : interrupted) {
            site.told()
                    .await(
                            "the end of event " + event,
                            Site.ended("webhook", Instant.MIN).and(one -> one.event() == event));
        }
        List<Long> stored = new ArrayList<>();
        for (JsonNode event : site.client().read("/api/events")) {
            stored.add(event.path("id").asLong());
        }
        require(stored.containsAll(interrupted), "in the store are only " + stored + " of " + interrupted);
        require(stored.stream().distinct().count() == stored.size(), "some are doubled: " + stored);
        return "3 kills, 3 events, all stored once and told";
    }

    private static String ended(Site site) throws Exception {
        site.learned();
        ServerProcess server = site.start(site.street());
        Message began = site.told()
                .await(
                        "a beginning",
                        message -> message.by().equals("page") && message.kind().equals("began"));
        long begin = System.nanoTime();
        server.close();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        require(took.toSeconds() < 10, "it took " + Site.seconds(took));
        Path clip = site.data().resolve("events").resolve(began.event() + "/clip.mp4");
        require(Files.size(clip) > 0, "there is no clip");
        site.start(site.street());
        require(
                !site.client()
                        .read("/api/events/" + began.event())
                        .path("ended")
                        .asText()
                        .isEmpty(),
                "the event has no end");
        return "ended in " + Site.seconds(took) + ", with clip";
    }

    /** Starts to learn and waits for the process that does it. */
    private static ProcessHandle learner(Site site) throws Exception {
        site.learned();
        ServerProcess server = site.start(site.street());
        site.awaitState("WATCHING");
        require(site.client().post("/api/cameras/street/learn", "{}").statusCode() == 202, "it does not learn");
        return Site.child(server, LEARNER);
    }

    private static String learningFails(Site site) throws Exception {
        String after = Site.await(
                "learning has failed",
                () -> learning(site).path("state").asText().equals("FAILED"));
        require(site.state().equals("WATCHING"), "the camera is " + site.state());
        return "failed after " + after + ", \"" + learning(site).path("message").asText() + "\"";
    }

    private static JsonNode learning(Site site) {
        return site.client().read("/api/cameras/street").path("learning");
    }

    private static String learnerKilled(Site site) throws Exception {
        learner(site).destroyForcibly();
        String failed = learningFails(site);
        require(site.client().post("/api/cameras/street/learn", "{}").statusCode() == 202, "it does not learn again");
        return failed + "; learning again";
    }

    private static String learnerOutOfMemory(Site site) throws Exception {
        ProcessHandle learner = learner(site);
        Site.system("prlimit", "--pid", Long.toString(learner.pid()), "--as=" + (64 << 20));
        return learningFails(site);
    }

    private static String clock(Site site) throws Exception {
        Path clock = site.folder().resolve("clock");
        Files.writeString(clock, "0");
        site.learned()
                .start(
                        SetClockServer.class,
                        site.camera(
                                site.camera().address(),
                                "webhook: {url: \"" + site.told().hook() + "\"}"),
                        "env",
                        SetClockServer.FILE + "=" + clock);
        site.awaitEnd("webhook", Instant.MIN);
        // Somebody sets it while something happens.
        awaitBeginning(site);
        set(clock, HOUR);
        Instant ahead = Instant.now();
        Message late = endOfOneThatBegan(site, ahead);
        site.told().webhook(false);
        Message missed = site.awaitEnd("page", Instant.now());
        Site.await("a message waits", () -> waiting(site) > 0);
        awaitBeginning(site);
        set(clock, Duration.ZERO);
        Instant back = Instant.now();
        site.told().webhook(true);
        Message arrived =
                site.told().await("what waited", Site.ended("webhook", back).and(one -> one.event() == missed.event()));
        endOfOneThatBegan(site, back);
        double rate = site.status().path("framesPerSecond").asDouble();
        require(rate > 2 && rate < 20, "it tells of " + rate + " frames a second");
        requireOrder(site);
        JsonNode event = site.client().read("/api/events/" + late.event());
        Duration off =
                Duration.between(ahead, Instant.parse(event.path("started").asText()));
        require(off.compareTo(HOUR.minusMinutes(1)) > 0, "an event after the jump is from " + event.path("started"));
        return "all times in order; a message that waited arrived " + Site.seconds(Duration.between(back, arrived.at()))
                + " after the clock went back";
    }

    private static void set(Path clock, Duration ahead) throws IOException {
        Path next = clock.resolveSibling("clock.next");
        Files.writeString(next, Long.toString(ahead.toSeconds()));
        Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Message awaitBeginning(Site site) throws InterruptedException {
        return awaitBeginning(site, Instant.now());
    }

    private static Message awaitBeginning(Site site, Instant after) throws InterruptedException {
        return site.told()
                .await(
                        "a beginning",
                        message -> message.by().equals("page")
                                && message.kind().equals("began")
                                && message.at().isAfter(after));
    }

    private static Message endOfOneThatBegan(Site site, Instant after) throws InterruptedException {
        Message began = awaitBeginning(site, after);
        return site.told().await("its end", Site.ended("page", after).and(one -> one.event() == began.event()));
    }

    private static void requireOrder(Site site) {
        for (JsonNode event : site.client().read("/api/events")) {
            if (!event.has("ended")) {
                continue;
            }
            Instant started = Instant.parse(event.path("started").asText());
            Instant peak = Instant.parse(event.path("peak").asText());
            Instant ended = Instant.parse(event.path("ended").asText());
            boolean ordered = !peak.isBefore(started) && !ended.isBefore(peak);
            require(ordered && Duration.between(started, ended).compareTo(LONGEST) < 0, "an event is " + event);
            long last = 0;
            for (JsonNode point : site.client()
                    .read("/api/events/" + event.path("id").asLong() + "/scores.json")
                    .path("scores")) {
                long at = point.path("at").asLong();
                require(at >= last, "the curve of event " + event.path("id") + " goes back");
                last = at;
            }
        }
    }

    private static String port(Site site) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return site.learned().refused(site.street().replace("port: 0", "port: " + taken.getLocalPort()), DEVICE);
        }
    }

    private static String logins(Site site) throws Exception {
        site.learned().start(site.street());
        ServerClient stranger = ServerClient.stranger(site.client().port());
        List<Future<Integer>> answers = guess(site, i -> stranger);
        Duration slowest = Duration.ZERO;
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        for (Future<Integer> answer : answers) {
            slowest = slower(slowest, time(site));
            statuses.merge(answer.get(), 1, Integer::sum);
        }
        require(statuses.getOrDefault(429, 0) > 1900, "answers by status: " + statuses);
        require(slowest.toMillis() < 1000, "others waited up to " + Site.seconds(slowest));
        return "answers by status: " + statuses + "; others waited at most " + slowest.toMillis() + " ms";
    }

    /** A crowd that guesses passwords, twenty at a time. */
    private static List<Future<Integer>> guess(Site site, IntFunction<ServerClient> guesser) {
        ExecutorService crowd = Executors.newFixedThreadPool(20);
        site.opened(crowd::shutdownNow);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            ServerClient who = guesser.apply(i);
            String body = "{\"name\": \"somebody" + i % 500 + "\", \"password\": \"guessed it " + i + "\"}";
            answers.add(crowd.submit(() -> who.post("/api/login", body).statusCode()));
        }
        return answers;
    }

    private static String loginsFromEverywhere(Site site) throws Exception {
        site.learned().start(site.street().replace("port: 0", "port: 0, trustedProxies: [127.0.0.1]"));
        ServerClient stranger = ServerClient.stranger(site.client().port());
        ServerClient home = stranger.askingFor("192.0.2.1");
        require(home.login().statusCode() == 200, "the first login fails");
        List<Future<Integer>> answers = guess(site, i -> stranger.askingFor("10.1." + i / 250 + "." + i % 250));
        Duration slowest = Duration.ZERO;
        Duration slowestLogin = Duration.ZERO;
        int logins = 0;
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        for (Future<Integer> answer : answers) {
            slowest = slower(slowest, time(site));
            if (!answer.isDone() && ++logins % 20 == 1) {
                long begin = System.nanoTime();
                int status = home.login().statusCode();
                slowestLogin = slower(slowestLogin, Duration.ofNanos(System.nanoTime() - begin));
                require(status == 200, "a right login is answered with " + status);
            }
            statuses.merge(answer.get(), 1, Integer::sum);
        }
        require(statuses.keySet().equals(Set.of(401, 429)), "answers by status: " + statuses);
        require(slowest.toMillis() < 1000, "others waited up to " + Site.seconds(slowest));
        require(slowestLogin.toSeconds() < 5, "right logins waited up to " + Site.seconds(slowestLogin));
        return "answers by status: " + statuses + "; others waited at most " + slowest.toMillis() + " ms, right logins "
                + Site.seconds(slowestLogin);
    }

    private static Duration slower(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration time(Site site) {
        long begin = System.nanoTime();
        site.client().read("/api/cameras");
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static String body(Site site) throws Exception {
        site.learned().start(site.street());
        String body = "{\"name\": \"" + "x".repeat(20 << 20) + "\"}";
        String said;
        try {
            HttpResponse<String> answer = site.client().post("/api/cameras", body);
            require(answer.statusCode() == 413, "it answers " + answer.statusCode() + ": " + answer.body());
            said = "413";
        } catch (VedetteException e) {
            said = "the connection is closed on it";
        }
        require(site.client().get("/api/cameras").statusCode() == 200, "the server serves no more");
        return said + "; others are served";
    }

    private static String pages(Site site) throws Exception {
        site.learned().start(site.street());
        List<InputStream> pages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            pages.add(site.opened(site.client().updates()));
        }
        Instant now = Instant.now();
        Duration slowest = Stream.generate(() -> time(site)).limit(20).reduce(Duration.ZERO, ServerFaults::slower);
        require(slowest.toMillis() < 1000, "others waited up to " + Site.seconds(slowest));
        site.awaitEnd("page", now);
        return pages.size() + " asked; others waited at most " + slowest.toMillis() + " ms";
    }
}
