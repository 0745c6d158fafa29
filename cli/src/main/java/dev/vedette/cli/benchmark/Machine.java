package dev.vedette.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a figure was measured on. On Linux the kernel's files say it; elsewhere less is known. */
public final class Machine {
    private Machine() {}

    /** {@code AMD EPYC 9R14, 2 cores, Linux 6.1, Java 17.0.15}. */
    public static String describe() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", Java " + Runtime.version();
    }

    /** Resident memory of this process in bytes, where the system tells. */
    public static Optional<Long> resident() {
        return resident(ProcessHandle.current());
    }

    /** Resident memory of a process in bytes, where the system tells. */
    static Optional<Long> resident(ProcessHandle process) {
        return kibibytes(process, "VmRSS");
    }

    /** Its highest value so far. */
    public static Optional<Long> peakResident() {
        return kibibytes(ProcessHandle.current(), "VmHWM");
    }

    /** Time that all cores together have spent on this process; zero where the system does not tell. */
    static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Optional<Long> kibibytes(ProcessHandle process, String field) {
        return value("/proc/" + process.pid() + "/status", field)
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) * 1024);
    }

    private static String processor() {
        return value("/proc/cpuinfo", "model name").orElse("unknown processor");
    }

    private static Optional<String> value(String file, String field) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream()
                    .filter(line -> line.startsWith(field))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
