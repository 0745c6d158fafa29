package dev.vedette.server.source;

import dev.vedette.server.config.CameraAddress;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.video.LiveStream.Transport;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a decoder is asked for. It goes over the decoder's standard input, because everybody may read command lines, and addresses hold
 * passwords.
 *
 * @param round how often the camera was opened before: the simulated street is another one each time
 */
record DecoderOrder(CameraAddress address, double rate, int width, Transport transport, double speed, long round) {
    static DecoderOrder of(CameraConfig camera, long round) {
        Transport transport = camera.sentOver() == CameraConfig.Transport.udp ? Transport.UDP : Transport.TCP;
        return new DecoderOrder(
                camera.parsed(), camera.framesPerSecond(), camera.mostPixels(), transport, camera.times(), round);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(address.text());
        out.writeDouble(rate);
        out.writeInt(width);
        out.writeUTF(transport.name());
        out.writeDouble(speed);
        out.writeLong(round);
        out.flush();
    }

    static DecoderOrder readFrom(DataInputStream in) throws IOException {
        return new DecoderOrder(
                CameraAddress.of(in.readUTF()),
                in.readDouble(),
                in.readInt(),
                Transport.valueOf(in.readUTF()),
                in.readDouble(),
                in.readLong());
    }
}
