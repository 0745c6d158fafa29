package dev.vedette.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.detection.AnomalyEvent;
import dev.vedette.fault.VedetteException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** One video's part of the page: the curve, the events as a table and as pictures. */
final class VideoSection {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScoredVideo scored;
    private final double threshold;
    private final List<KnownEvent> known;
    private final String id;
    private final StringBuilder html = new StringBuilder();

    VideoSection(ScoredVideo scored, double threshold, List<KnownEvent> known, String id) {
        this.scored = scored;
        this.threshold = threshold;
        this.known = known;
        this.id = id;
    }

    /**
     * @param pictures of all events or of the strongest ones, in order of time
     * @param overlay whether there is an overlay video beside the page
     */
    String html(List<EventPicture> pictures, boolean overlay) {
        append(
                "<section id=\"%s\"><div class=\"title\"><h2>%s</h2><span>%s frames · %s · %d×%d · %s frames/s</span></div>",
                id,
                Html.escape(scored.video().name()),
                Figures.count(scored.frames()),
                Figures.time(scored.length()),
                scored.width(),
                scored.height(),
                Figures.tick(scored.video().frameRate()));
        plot();
        if (overlay) {
            append(
                    "<p class=\"quiet\"><a href=\"%s\">Overlay video</a>: heat map and score, frame by frame; in the folder"
                            + " beside this page.</p>",
                    Html.relative(scored.video().name(), Illustrator.OVERLAY));
        }
        if (!known.isEmpty()) {
            knownTable();
        }
        eventTable(pictures);
        if (!pictures.isEmpty()) {
            cards(pictures);
        }
        return html.append("</section>\n").toString();
    }

    private void plot() {
        ScoreChart chart = new ScoreChart(scored, threshold, known);
        html.append("<div class=\"plot\">").append(chart.svg());
        html.append("<div class=\"reading\" hidden></div><script type=\"application/json\">");
        html.append(readings(chart.envelope())).append("</script></div>");
        html.append("<ul class=\"legend\"><li><i style=\"color:var(--curve)\"></i>causal: what a live camera shows</li>"
                + "<li><i style=\"color:var(--smooth)\"></i>smoothed both ways</li>"
                + "<li><i style=\"color:var(--raw)\"></i>raw</li>"
                + "<li><i style=\"color:var(--threshold)\"></i>threshold</li>"
                + "<li><i class=\"band\" style=\"background:var(--alarm);opacity:.3\"></i>event found</li>");
        html.append(
                known.isEmpty()
                        ? "</ul>"
                        : "<li><i class=\"band\" style=\"background:var(--known);opacity:.5\"></i>event that was there</li></ul>");
    }

    private String readings(Envelope steps) {
        double start = scored.seconds()[0];
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", id);
        data.put("width", ScoreChart.WIDTH);
        data.put("left", ScoreChart.LEFT);
        data.put("right", ScoreChart.WIDTH - ScoreChart.RIGHT);
        data.put("from", start);
        data.put("to", start + scored.length());
        data.put("threshold", threshold);
        data.put("stride", steps.stride());
        data.put("seconds", rounded(steps.seconds()));
        data.put("causal", rounded(steps.causal()));
        data.put("smoothed", rounded(steps.smoothed()));
        data.put("raw", rounded(steps.raw()));
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("readings of a chart cannot be written", e);
        }
    }

    private static double[] rounded(double[] values) {
        return DoubleStream.of(values)
                .map(value -> Double.parseDouble(String.format(Locale.ROOT, "%.5g", value)))
                .toArray();
    }

    private void knownTable() {
        html.append(
                "<h3>Events that were there</h3><div class=\"scroll\"><table><tr><th>What</th><th>From</th><th>To</th>"
                        + "<th class=\"n\">Frames</th><th>Found</th></tr>");
        for (KnownEvent event : known) {
            boolean found = EventMatch.found(event, scored.events());
            append(
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%d–%d</td><td class=\"%s\">%s</td></tr>",
                    Html.escape(event.label()),
                    at(event.firstFrame()),
                    at(event.lastFrame()),
                    event.firstFrame(),
                    event.lastFrame(),
                    found ? "yes" : "no",
                    found ? "yes" : "missed");
        }
        html.append("</table></div>");
    }

    private String at(long frame) {
        return Figures.time(scored.seconds()[(int) Math.min(frame, scored.frames() - 1L)]);
    }

    /** Each event leads to its pictures, on the page or beside it. */
    private String link(int number, List<EventPicture> pictures) {
        return pictures.stream().anyMatch(picture -> picture.number() == number)
                ? "#" + id + "-event-" + number
                : Html.relative(scored.video().name()) + "/" + EventFiles.thumbnail(number);
    }

    private void eventTable(List<EventPicture> pictures) {
        html.append("<h3>Events found</h3>");
        if (scored.events().isEmpty()) {
            html.append("<p class=\"quiet\">None: no score was above the threshold.</p>");
            return;
        }
        html.append("<div class=\"scroll\"><table><tr><th class=\"n\">#</th><th>From</th><th>To</th><th>Peak</th>"
                + "<th class=\"n\">Frames</th><th class=\"n\">Peak score</th><th>Where</th>");
        html.append(known.isEmpty() ? "</tr>" : "<th>What was there</th></tr>");
        int number = 1;
        for (AnomalyEvent event : scored.events()) {
            append(
                    "<tr><td class=\"n\"><a href=\"%s\">%d</a></td><td>%s</td><td>%s</td><td>%s</td>"
                            + "<td class=\"n\">%d–%d</td><td class=\"n\">%s</td><td>%s</td>",
                    link(number, pictures),
                    number,
                    seconds(event.start()),
                    seconds(event.end()),
                    seconds(event.peak()),
                    event.firstFrame(),
                    event.lastFrame(),
                    Figures.score(event.peakScore()),
                    Figures.where(event.place()));
            html.append(known.isEmpty() ? "</tr>" : "<td>" + whatWasThere(event) + "</td></tr>");
            number++;
        }
        html.append("</table></div>");
    }

    private String whatWasThere(AnomalyEvent event) {
        List<String> labels = EventMatch.labels(event, known);
        return labels.isEmpty()
                ? "<span class=\"no\">nothing: a false alarm</span>"
                : Html.escape(String.join(", ", labels));
    }

    private void cards(List<EventPicture> pictures) {
        html.append("<h3>Pictures</h3><div class=\"cards\">");
        for (EventPicture picture : pictures) {
            AnomalyEvent event = picture.event();
            append("<div class=\"card\" id=\"%s-event-%d\"><div class=\"pair\">", id, picture.number());
            append("<img alt=\"Frame %d\" src=\"%s\">", event.peakFrame(), Html.embedded(picture.frame()));
            append(
                    "<img alt=\"Heat map of frame %d\" src=\"%s\"></div>",
                    event.peakFrame(), Html.embedded(picture.heat()));
            append(
                    "<p><b>Event %d</b><span>%s – %s</span><span>peak %s</span><span>score %s</span></p></div>",
                    picture.number(),
                    seconds(event.start()),
                    seconds(event.end()),
                    seconds(event.peak()),
                    Figures.score(event.peakScore()));
        }
        html.append("</div>");
        if (pictures.size() < scored.events().size()) {
            append(
                    "<p class=\"quiet\">The %d strongest of %d events; the others are in the folder beside this page.</p>",
                    pictures.size(), scored.events().size());
        }
    }

    private static String seconds(java.time.Duration time) {
        return Figures.time(time.toNanos() / 1e9);
    }

    private void append(String format, Object... values) {
        html.append(String.format(Locale.ROOT, format, values));
    }
}
