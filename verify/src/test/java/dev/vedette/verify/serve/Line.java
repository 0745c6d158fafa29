package dev.vedette.verify.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** A line between server and camera that can be disturbed. Thread-safe. */
final class Line implements AutoCloseable {
    /** What becomes of what the camera sends. */
    enum Quality {
        GOOD,
        /** Nothing more arrives. */
        SILENT,
        /** Every byte is another one. */
        NOISE,
        /** It breaks in the middle of whatever comes next. */
        CUT
    }

    private static final int LITTLE = 700;

    private final ServerSocket entrance;
    private final int camera;
    private final AtomicReference<Quality> quality = new AtomicReference<>(Quality.GOOD);
    private final Random random = new Random(1);

    Line(int camera) throws IOException {
        this.camera = camera;
        entrance = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One of both ends is gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "rtsp://127.0.0.1:" + entrance.getLocalPort() + "/street";
    }

    void become(Quality wanted) {
        quality.set(wanted);
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = entrance.accept();
            inBackground(() -> {
                try (near;
                        Socket far = new Socket(InetAddress.getLoopbackAddress(), camera)) {
                    inBackground(() -> near.getInputStream().transferTo(far.getOutputStream()));
                    carry(far.getInputStream(), near.getOutputStream());
                }
            });
        }
    }

    private void carry(InputStream in, OutputStream out) throws IOException {
        byte[] bytes = new byte[8192];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            switch (quality.get()) {
                case GOOD -> out.write(bytes, 0, count);
                case SILENT -> {}
                case NOISE -> {
                    random.nextBytes(bytes);
                    out.write(bytes, 0, count);
                }
                case CUT -> {
                    out.write(bytes, 0, Math.min(count, LITTLE));
                    out.flush();
                    quality.set(Quality.GOOD);
                    return;
                }
            }
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
