package dev.vedette.verify.serve;

import dev.vedette.cli.benchmark.Machine;
import dev.vedette.cli.text.TextTable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets a real server meet 27 kinds of fault and tells whether it did what is promised: {@code mvn -Pdrill -pl verify -am -DskipTests test}.
 * Disks are small ones in memory, which only root may mount; what a machine lacks is left out, and said.
 */
public final class FaultDrill {
    private static final int LONGEST = 110;

    private FaultDrill() {}

    /** @param arguments a regular expression that names of faults match; all without */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Pattern wanted = Pattern.compile(arguments.length == 0 ? ".*" : String.join(" ", arguments));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.println(Machine.describe());
        out.println();
        Path film = Files.createTempFile("vedette-drill", ".mp4");
        VanStreet.film(film);
        TextTable table = new TextTable("fault", "promised", "happened", "ok");
        boolean well = true;
        for (Fault fault : faults(wanted)) {
            Outcome outcome = drill(fault, film);
            table.row(fault.name(), fault.promised(), outcome.happened(), outcome.verdict());
            out.println(fault.name() + ": " + outcome.verdict() + ", " + outcome.happened());
            well &= !outcome.verdict().equals("no");
        }
        out.println();
        table.print(out);
        Files.delete(film);
        System.exit(well ? 0 : 1);
    }

    private record Outcome(String happened, String verdict) {}

    private static List<Fault> faults(Pattern wanted) {
        return Stream.of(CameraFaults.all(), StoreFaults.all(), ServerFaults.all())
                .flatMap(List::stream)
                .filter(fault -> wanted.matcher(fault.name()).matches())
                .toList();
    }

    private static Outcome drill(Fault fault, Path film) throws Exception {
        try (Site site = new Site(film)) {
            return outcome(site, fault.drill());
        }
    }

    private static Outcome outcome(Site site, Fault.Drill drill) throws Exception {
        try {
            return new Outcome(shown(site, drill.run(site)), "yes");
        } catch (Fault.Missing e) {
            return new Outcome(shown(site, "left out: " + e.getMessage()), "–");
        } catch (AssertionError | RuntimeException e) {
            return new Outcome(shown(site, String.valueOf(e.getMessage())), "no");
        }
    }

    /** A line that fits a table, without the names of folders that are gone. */
    private static String shown(Site site, String text) {
        String line = text.strip().lines().findFirst().orElse("").replace(site.folder() + "/", "");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
