package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The abnormal ranges of UCSD's MATLAB script, one line a video in order of their names, frames from 1, ends included:
 * {@code TestVideoFile{end+1}.gt_frame = [5:90, 140:200];}.
 */
record UcsdRanges(Path file, List<String> ranges) {
    private static final Pattern ENTRY = Pattern.compile("gt_frame\\s*=\\s*\\[([^\\]]*)\\]");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\s*:\\s*(\\d{1,9}))?");

    UcsdRanges {
        ranges = List.copyOf(ranges);
    }

    static UcsdRanges read(Path file, int videos) {
        String text = TextFile.lines(file).stream()
                .map(line -> line.text().replaceAll("%.*", ""))
                .collect(Collectors.joining(" "));
        List<String> ranges = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);
        while (entry.find()) {
            ranges.add(entry.group(1));
        }
        if (ranges.size() != videos) {
            throw VedetteException.badInput(
                    file + " has gt_frame ranges for " + ranges.size() + " videos, but there are " + videos
                            + "; expected one for each: restore the files of the data set");
        }
        return new UcsdRanges(file, ranges);
    }

    FrameLabels labels(int video, int frames) {
        boolean[] abnormal = new boolean[frames];
        Matcher range = RANGE.matcher(ranges.get(video));
        while (range.find()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first < 1 || last > frames) {
                throw VedetteException.badInput(file + " calls the frames " + range.group() + " of video number "
                        + (video + 1) + " abnormal, but it has the frames 1 to " + frames
                        + "; restore the files of the data set");
            }
            for (int frame = first; frame <= last; frame++) {
                abnormal[frame - 1] = true;
            }
        }
        return FrameLabels.of(abnormal, file.toString());
    }
}
