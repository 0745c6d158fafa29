package dev.vedette.server.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.camera.ParentProcess;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The process in which a camera is learned: at low priority, so that the watch comes first, and apart, so that pausing it is stopping
 * it and its memory goes with it.
 */
public final class LearnerMain {
    private LearnerMain() {}

    /** Reads its order from standard input and reports on standard output. */
    public static void main(String[] arguments) throws IOException {
        InputStream pipe = new FileInputStream(FileDescriptor.in);
        BufferedReader in = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        LearningReport report = new LearningReport(out);
        LearningOrder order = LearningOrder.parse(in.readLine());
        ParentProcess.endWith(pipe);
        try {
            report.done(new Lesson(order, report).learn());
        } catch (VedetteException e) {
            report.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            report.failed("learning failed (" + e + ")");
        }
        Runtime.getRuntime().halt(0);
    }
}
