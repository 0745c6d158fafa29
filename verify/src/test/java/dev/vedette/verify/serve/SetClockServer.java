package dev.vedette.verify.serve;

import dev.vedette.server.VedetteServer;
import dev.vedette.server.config.ConfigFile;
import dev.vedette.server.watch.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code vedette serve} on a machine whose clock somebody sets, as far as the server can tell: it is off by as many seconds as the file says that the
 * environment names in {@value #FILE}.
 */
public final class SetClockServer {
    static final String FILE = "VEDETTE_DRILL_CLOCK";

    private SetClockServer() {}

    /** @param arguments those of the command */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
        List<String> given = Arrays.asList(arguments);
        Path config = Path.of(given.get(given.indexOf("--config") + 1));
        Path data = Path.of(given.get(given.indexOf("--data") + 1));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        Ticker clock = clock(Path.of(System.getenv(FILE)));
        try (VedetteServer server = VedetteServer.start(ConfigFile.read(config, System::getenv), data, clock)) {
            System.out.println("Watching; the page is at http://127.0.0.1:" + server.port() + "/");
            asked.await();
        }
        ended.countDown();
    }

    private static Ticker clock(Path file) {
        return new Ticker() {
            @Override
            public Instant now() {
                try {
                    return Instant.now().plusSeconds(Long.parseLong(Files.readString(file)));
                } catch (IOException | NumberFormatException e) {
                    throw new IllegalStateException("the drill's clock does not read", e);
                }
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            }
        };
    }
}
