package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frame labels as text: {@code video,frame,label} with that header, or one label a line without one. */
final class LabelsCsv {
    private static final String HEADER = "video,frame,label";

    private LabelsCsv() {}

    /** Labels by video, of a file with header; frames count from 0, in any order, none left out. */
    static Map<String, FrameLabels> read(Path file) {
        List<TextFile.Line> lines = TextFile.lines(file);
        if (lines.isEmpty() || !lines.get(0).text().replace(" ", "").equalsIgnoreCase(HEADER)) {
            throw VedetteException.badInput(file + " begins with "
                    + (lines.isEmpty() ? "nothing" : "\"" + lines.get(0).text() + "\"") + "; expected the header "
                    + HEADER);
        }
        Map<String, List<TextFile.Line>> byVideo = new LinkedHashMap<>();
        for (TextFile.Line line : lines.subList(1, lines.size())) {
            byVideo.computeIfAbsent(line.values(3, HEADER)[0], video -> new ArrayList<>())
                    .add(line);
        }
        Map<String, FrameLabels> labels = new LinkedHashMap<>();
        byVideo.forEach((video, own) -> labels.put(video, labels(file, video, own)));
        return labels;
    }

    private static FrameLabels labels(Path file, String video, List<TextFile.Line> lines) {
        boolean[] abnormal = new boolean[lines.size()];
        BitSet seen = new BitSet();
        for (TextFile.Line line : lines) {
            String[] values = line.values(3, HEADER);
            int frame = line.number(values[1], "the frame");
            if (seen.get(frame)) {
                throw line.unusable("frame " + frame + " of video " + video + " is labelled twice");
            }
            seen.set(frame);
            if (frame < abnormal.length) {
                abnormal[frame] = label(line, values[2]);
            }
        }
        if (seen.nextClearBit(0) != abnormal.length) {
            throw VedetteException.badInput(file + " has no label for frame " + seen.nextClearBit(0) + " of video "
                    + video + ", but one for frame " + (seen.length() - 1) + "; expected every frame from 0 on");
        }
        return FrameLabels.of(abnormal, file.toString());
    }

    /** Labels of one video, of a file without header: line i is frame i. */
    static FrameLabels readSingle(Path file) {
        List<TextFile.Line> lines = TextFile.lines(file);
        boolean[] abnormal = new boolean[lines.size()];
        for (int frame = 0; frame < abnormal.length; frame++) {
            abnormal[frame] = label(lines.get(frame), lines.get(frame).text());
        }
        return FrameLabels.of(abnormal, file.toString());
    }

    private static boolean label(TextFile.Line line, String value) {
        int label = line.number(value, "the label");
        if (label > 1) {
            throw line.unusable("expected the label 0 (normal) or 1 (abnormal)");
        }
        return label == 1;
    }
}
