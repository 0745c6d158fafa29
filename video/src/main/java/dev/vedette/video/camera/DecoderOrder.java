package dev.vedette.video.camera;

import dev.vedette.video.LiveStream.Transport;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a decoder is asked for. It goes over the decoder's standard input, because everybody may read command lines, and addresses hold
 * passwords.
 *
 * @param address of the camera, with its password
 * @param rate most frames a second to deliver
 * @param width most pixels in a row to deliver
 * @param transport how an RTSP camera sends
 * @param speed of files and the street, times their own
 * @param round how often the camera was shown before: the simulated street is another one each time
 * @param from number of the first frame of files and the street that is wanted of this round; those before are not waited for
 */
public record DecoderOrder(
        CameraAddress address, double rate, int width, Transport transport, double speed, long round, long from) {
    /** Most pixels in a row where nothing else is asked for. */
    public static final int USUAL_WIDTH = 960;

    /** Frames a second that are looked at where nothing else is asked for, 12.5 for the street. */
    public static double usualRate(CameraAddress address) {
        return address.kind() == CameraAddress.Kind.STREET ? 12.5 : 5;
    }

    /** What is wrong with wishes for frames, a sentence each. */
    public static List<String> problems(Optional<Double> rate, Optional<Integer> width, Optional<Double> speed) {
        List<String> problems = new ArrayList<>();
        within("rate", rate, 0.2, 60).ifPresent(problems::add);
        within("width", width, 64, 4096).ifPresent(problems::add);
        within("speed", speed, 0.1, 1000).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> within(String name, Optional<? extends Number> value, double least, double most) {
        return value.map(Number::doubleValue)
                .filter(number -> !(number >= least && number <= most))
                .map(number -> name + " is " + number + ", expected " + least + " to " + most);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(address.text());
        out.writeDouble(rate);
        out.writeInt(width);
        out.writeUTF(transport.name());
        out.writeDouble(speed);
        out.writeLong(round);
        out.writeLong(from);
        out.flush();
    }

    static DecoderOrder readFrom(DataInputStream in) throws IOException {
        return new DecoderOrder(
                CameraAddress.of(in.readUTF()),
                in.readDouble(),
                in.readInt(),
                Transport.valueOf(in.readUTF()),
                in.readDouble(),
                in.readLong(),
                in.readLong());
    }
}
