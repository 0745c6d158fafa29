package dev.vedette.video.camera;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * As much of an RTSP camera (RFC 2326, RFC 6184) as a decoder asks for: one H.264 stream, over and over, interleaved with the connection,
 * behind a password. Sends as fast as it is read.
 */
final class RtspServer implements AutoCloseable {
    private static final int LARGEST_PAYLOAD = 1400;
    private static final int FRAGMENT = 28;
    private static final int TICKS_A_FRAME = 9000;

    private final ServerSocket socket;
    private final List<byte[]> units;
    private final String login;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong pictures = new AtomicLong(Long.MAX_VALUE);

    /** @param annexB ten frames a second; @param login as in {@code user:password} */
    RtspServer(byte[] annexB, String login) throws IOException {
        this.units = units(annexB);
        this.login = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        this.socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Hangs up on everybody, as a camera that loses power does. */
    void cut() throws IOException {
        for (Socket connection : open) {
            connection.close();
        }
    }

    /** Sends so many pictures more and then nothing, but stays on the line. */
    void fallSilentAfter(int more) {
        pictures.set(more);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "rtsp");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = connection.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String sequence = "";
                boolean known = false;
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    if (header.startsWith("CSeq:")) {
                        sequence = header;
                    }
                    known |= header.equals("Authorization: " + login);
                }
                String method = line.split(" ")[0];
                answer(out, method, sequence, known);
                if (method.equals("PLAY") && known) {
                    play(out);
                }
            }
        } catch (IOException e) {
            // The other side is gone, or this one was cut.
        } finally {
            open.remove(connection);
        }
    }

    private static void answer(OutputStream out, String method, String sequence, boolean known) throws IOException {
        String body = "";
        String headers =
                switch (method) {
                    case "OPTIONS" -> "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n";
                    case "DESCRIBE" -> "Content-Type: application/sdp\r\n";
                    case "SETUP" -> "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n";
                    default -> "Session: 1\r\n";
                };
        String status = "200 OK";
        if (!known && !method.equals("OPTIONS")) {
            status = "401 Unauthorized";
            headers = "WWW-Authenticate: Basic realm=\"camera\"\r\n";
        } else if (method.equals("DESCRIBE")) {
            body = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
                    + "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\na=control:track1\r\n";
        }
        out.write(("RTSP/1.0 " + status + "\r\n" + sequence + "\r\n" + headers + "Content-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void play(OutputStream out) throws IOException {
        int sequence = 0;
        int time = 0;
        while (true) {
            for (byte[] unit : units) {
                int type = unit[0] & 31;
                boolean picture = type == 1 || type == 5;
                if (picture && pictures.getAndDecrement() <= 0) {
                    awaitCut();
                }
                for (byte[] payload : payloads(unit)) {
                    boolean last = picture && (payload[0] & 31) != FRAGMENT || picture && (payload[1] & 0x40) != 0;
                    packet(out, payload, last, sequence++, time);
                }
                time += picture ? TICKS_A_FRAME : 0;
            }
        }
    }

    private static void awaitCut() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private static void packet(OutputStream out, byte[] payload, boolean marker, int sequence, int time)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream packet = new DataOutputStream(bytes);
        packet.writeByte('$');
        packet.writeByte(0);
        packet.writeShort(12 + payload.length);
        packet.writeByte(0x80);
        packet.writeByte((marker ? 0x80 : 0) | 96);
        packet.writeShort(sequence);
        packet.writeInt(time);
        packet.writeInt(0x1234);
        packet.write(payload);
        out.write(bytes.toByteArray());
    }

    private static List<byte[]> payloads(byte[] unit) {
        if (unit.length <= LARGEST_PAYLOAD) {
            return List.of(unit);
        }
        List<byte[]> fragments = new ArrayList<>();
        for (int from = 1; from < unit.length; from += LARGEST_PAYLOAD) {
            int length = Math.min(LARGEST_PAYLOAD, unit.length - from);
            byte[] fragment = new byte[length + 2];
            fragment[0] = (byte) ((unit[0] & 0xe0) | FRAGMENT);
            int start = from == 1 ? 0x80 : 0;
            int end = from + length == unit.length ? 0x40 : 0;
            fragment[1] = (byte) (start | end | (unit[0] & 31));
            System.arraycopy(unit, from, fragment, 2, length);
            fragments.add(fragment);
        }
        return fragments;
    }

    /** What lies between start codes. */
    private static List<byte[]> units(byte[] annexB) {
        List<byte[]> units = new ArrayList<>();
        int from = -1;
        for (int i = 0; i + 3 <= annexB.length; i++) {
            if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
                if (from >= 0) {
                    units.add(Arrays.copyOfRange(annexB, from, annexB[i - 1] == 0 ? i - 1 : i));
                }
                from = i + 3;
            }
        }
        units.add(Arrays.copyOfRange(annexB, from, annexB.length));
        return units;
    }

    @Override
    public void close() {
        try {
            socket.close();
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
