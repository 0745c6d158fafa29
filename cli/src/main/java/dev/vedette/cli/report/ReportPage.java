package dev.vedette.cli.report;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.detection.Detector;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One HTML page about one run over any number of videos, complete in itself: it holds its pictures, style and script and works
 * without a network. Videos are added one by one and may be closed afterwards. Not thread-safe.
 */
public final class ReportPage implements AutoCloseable {
    private final Detector detector;
    private final String detectorName;
    /** Not in memory: pictures of many videos would fill it. */
    private final Path sections;

    private int videos;
    private final StringBuilder overview = new StringBuilder();
    private long frames;
    private double seconds;
    private double alarmSeconds;
    private int events;

    public ReportPage(Detector detector, String detectorName) {
        this.detector = detector;
        this.detectorName = detectorName;
        try {
            sections = Files.createTempFile("vedette-report", ".html");
            sections.toFile().deleteOnExit();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static VedetteException failed(IOException e) {
        return VedetteException.device(
                "cannot keep parts of the report in the folder for temporary files (" + e.getMessage()
                        + "): make room there",
                e);
    }

    /**
     * @param known what is known to be abnormal in it; empty where nothing is known
     * @param pictures of its events or of the strongest ones, in order of time
     * @param overlay whether its overlay video lies in the folder beside the page
     */
    public void add(ScoredVideo scored, List<KnownEvent> known, List<EventPicture> pictures, boolean overlay) {
        videos++;
        String id = "video-" + videos;
        append(new VideoSection(scored, detector.calibration().threshold(), known, id).html(pictures, overlay));
        frames += scored.frames();
        seconds += scored.length();
        alarmSeconds += scored.alarmSeconds();
        events += scored.events().size();
        overview.append(String.format(
                Locale.ROOT,
                "<tr><td class=\"wrap\"><a href=\"#%s\">%s</a></td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                        + "<td class=\"n\">%d</td><td class=\"n\">%s</td></tr>",
                id,
                Html.escape(scored.video().name()),
                Figures.count(scored.frames()),
                Figures.time(scored.length()),
                scored.events().size(),
                Figures.percent(scored.alarmSeconds() / scored.length())));
    }

    private void append(String section) {
        try {
            Files.write(sections, section.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public void write(Path file) {
        AtomicFile.write(file, out -> {
            out.write(head().getBytes(StandardCharsets.UTF_8));
            Files.copy(sections, out);
            out.write(foot().getBytes(StandardCharsets.UTF_8));
        });
    }

    /** What was kept for the page goes, the page itself stays. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(sections);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private String head() {
        StringBuilder html = new StringBuilder(
                "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Vedette report</title><style>");
        html.append(resource("report.css")).append("</style></head><body><main>\n");
        html.append("<header><h1>Vedette report</h1><p>What differs from the footage that <b>")
                .append(Html.escape(detectorName))
                .append("</b> was learned from.</p></header>\n");
        tiles(html);
        if (videos > 1) {
            html.append(
                            "<section><h2>Videos</h2><div class=\"scroll\"><table><tr><th>Video</th><th class=\"n\">Frames</th>"
                                    + "<th class=\"n\">Length</th><th class=\"n\">Events</th><th class=\"n\">In alarm</th></tr>")
                    .append(overview)
                    .append("</table></div></section>\n");
        }
        return html.toString();
    }

    private String foot() {
        StringBuilder html = new StringBuilder();
        facts(html);
        html.append("<footer>The detector was made by Vedette ")
                .append(Html.escape(detector.provenance().vedetteVersion()))
                .append(
                        ". A score says how much a frame differs from what was learned, not how dangerous it is.</footer>\n");
        return html.append("</main><script>")
                .append(resource("report.js"))
                .append("</script></body></html>\n")
                .toString();
    }

    private void tiles(StringBuilder html) {
        Map<String, String> tiles = new LinkedHashMap<>();
        tiles.put(events == 1 ? "event" : "events", Figures.count(events));
        tiles.put("in alarm", Figures.percent(alarmSeconds / seconds));
        tiles.put("of footage", Figures.time(seconds));
        tiles.put("frames", Figures.count(frames));
        tiles.put(videos == 1 ? "video" : "videos", Figures.count(videos));
        html.append("<div class=\"tiles\">");
        tiles.forEach((what, figure) -> html.append("<div><b>")
                .append(figure)
                .append("</b><span>")
                .append(what)
                .append("</span></div>"));
        html.append("</div>\n");
    }

    private void facts(StringBuilder html) {
        html.append("<section><h2>Detector</h2><div class=\"scroll\"><table>");
        DetectorFacts.of(detector).forEach((name, value) -> html.append("<tr><th>")
                .append(Html.escape(name))
                .append("</th><td class=\"wrap\">")
                .append(Html.escape(value))
                .append("</td></tr>"));
        html.append("</table></div></section>\n");
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw VedetteException.internal("the program lacks its file " + name, null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
