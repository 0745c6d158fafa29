package dev.vedette.flink.live;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Cameras that a test has in its hand, in its own process: how far files are shown, whether something moves before live cameras, which of
 * them send.
 */
final class StageDoor {
    static final CameraFeeds FEEDS = StageDoor::open;
    static final int FRAMES = 200;
    private static final Map<String, AtomicLong> SHOWN = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> CONNECTED = new ConcurrentHashMap<>();
    private static final Map<String, Boolean> DEAD = new ConcurrentHashMap<>();
    private static final Map<String, Long> LENGTHS = new ConcurrentHashMap<>();
    private static volatile long limit;
    private static volatile boolean moving;

    private StageDoor() {}

    static void reset() {
        SHOWN.clear();
        CONNECTED.clear();
        DEAD.clear();
        LENGTHS.clear();
        limit = Long.MAX_VALUE;
        moving = false;
    }

    /** Files are shown up to this frame for now. */
    static void show(long frames) {
        limit = frames;
    }

    /** A file of so many frames is in a camera's place. */
    static void replace(String camera, long frames) {
        LENGTHS.put(camera, frames);
    }

    static void move(boolean something) {
        moving = something;
    }

    /** Live cameras of a name that is dead cannot be connected, and those that are break off. */
    static void dead(String camera, boolean dead) {
        DEAD.put(camera, dead);
    }

    /** Frames that a camera has sent, counted anew with each connection. */
    static long shown(String camera) {
        return SHOWN.getOrDefault(camera, new AtomicLong()).get();
    }

    static int connected(String camera) {
        return CONNECTED.getOrDefault(camera, new AtomicInteger()).get();
    }

    private static FrameSource open(CameraSpec camera, long round, long from) {
        boolean live = camera.live();
        if (live && isDead(camera.name())) {
            throw VedetteException.badInput("the camera does not answer");
        }
        AtomicLong shown = new AtomicLong(from);
        long length = LENGTHS.getOrDefault(camera.name(), (long) FRAMES);
        SHOWN.put(camera.name(), shown);
        CONNECTED.computeIfAbsent(camera.name(), name -> new AtomicInteger()).incrementAndGet();
        return new FrameSource() {
            private volatile boolean closed;

            @Override
            public Optional<Frame> next() {
                if (!live && shown.get() >= length) {
                    return Optional.empty();
                }
                long until = System.nanoTime() + (live ? Duration.ofMillis(30).toNanos() : 0);
                waitUntil(() -> closed || isDead(camera.name()) || System.nanoTime() >= until && shown.get() < limit);
                if (closed || live && isDead(camera.name())) {
                    throw VedetteException.badInput("the camera's stream broke off");
                }
                long index = shown.get();
                Image image = live ? picture(moving ? index : 0) : picture(position(index));
                Frame frame = new Frame(index, Duration.ofMillis(100 * index), image);
                shown.incrementAndGet();
                return Optional.of(frame);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    private static boolean isDead(String camera) {
        return DEAD.getOrDefault(camera, false);
    }

    /** Of the square in a file: it moves for two seconds in every four. */
    private static long position(long index) {
        return index / 40 * 20 + Math.min(20, index % 40);
    }

    /** The frames of a file. */
    static Frame frame(long index) {
        return new Frame(index, Duration.ofMillis(100 * index), picture(position(index)));
    }

    private static Image picture(long position) {
        byte[] bgr = new byte[3 * Watching.WIDTH * Watching.HEIGHT];
        int left = (int) (5 * position % (Watching.WIDTH - 12));
        for (int y = 16; y < 28; y++) {
            int from = 3 * (y * Watching.WIDTH + left);
            Arrays.fill(bgr, from, from + 36, (byte) 250);
        }
        return new Image(Watching.WIDTH, Watching.HEIGHT, bgr);
    }

    private static void waitUntil(java.util.function.BooleanSupplier so) {
        try {
            Watching.await(so);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VedetteException.badInput("the camera was let go", e);
        }
    }
}
