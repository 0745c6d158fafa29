package dev.vedette.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house rules that a compiler does not know; docs/architecture.md tells them to people. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.vedette");

    /** Package of core → the packages of core that it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "fault", Set.of(),
            "frame", Set.of("fault"),
            "model", Set.of("fault", "frame"),
            "engine", Set.of("fault", "frame", "model"),
            "scoring", Set.of("fault", "frame", "model", "engine"),
            "detection", Set.of("fault", "frame", "model", "engine", "scoring"),
            "evaluation", Set.of("fault", "frame", "model", "engine", "scoring", "detection"));

    private static final Set<String> OUTER = Set.of("training", "video", "server", "cli");

    /** Modules that only a profile of Maven's brings. */
    private static final Set<String> OPTIONAL = Set.of("flink", "libtorch");

    /** A rule about nothing is green: this sees that there was something to look at. */
    @Test
    void enoughWasScanned() {
        Map<String, Long> counts = CLASSES.stream()
                .collect(Collectors.groupingBy(ArchitectureTest::part, TreeMap::new, Collectors.counting()));

        assertThat(CLASSES).hasSizeGreaterThan(250);
        assertThat(counts.keySet()).containsAll(ARROWS.keySet()).containsAll(OUTER);
        assertThat(counts)
                .allSatisfy((part, classes) -> assertThat(classes).as(part).isGreaterThanOrEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fault", "frame", "model", "engine", "scoring", "detection", "evaluation"})
    void packagesOfCoreUseOnlyWhatIsBelowThem(String part) {
        List<String> forbidden = new ArrayList<>();
        ARROWS.keySet().stream()
                .filter(other -> !other.equals(part) && !ARROWS.get(part).contains(other))
                .forEach(other -> forbidden.add("dev.vedette." + other + ".."));
        Stream.concat(OUTER.stream(), OPTIONAL.stream()).forEach(outer -> forbidden.add("dev.vedette." + outer + ".."));

        noClasses()
                .that()
                .resideInAPackage("dev.vedette." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "training, video",
        "training, server",
        "training, cli",
        "video, training",
        "video, server",
        "video, cli",
        "server, cli",
        "flink, server",
        "flink, cli",
        "training, flink",
        "video, flink",
        "server, flink",
        "cli, flink"
    })
    void modulesDoNotUseTheirNeighbours(String module, String other) {
        noClasses()
                .that()
                .resideInAPackage("dev.vedette." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vedette." + other + "..")
                .allowEmptyShould(OPTIONAL.contains(module))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.vedette.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.bytedeco.dnnl.., dev.vedette.engine..",
        "ai.onnxruntime.., dev.vedette.engine..",
        "com.sun.jna.., dev.vedette.engine..",
        "org.bytedeco.ffmpeg.., dev.vedette.video..",
        "us.hebi.matlab.., dev.vedette.video..",
        "io.javalin.., dev.vedette.server.web..",
        "org.jdbi.., dev.vedette.server.store..",
        "com.zaxxer.hikari.., dev.vedette.server.store..",
        "org.flywaydb.., dev.vedette.server.store..",
        "com.password4j.., dev.vedette.server.access..",
        "jakarta.mail.., dev.vedette.server.notification..",
        "com.hivemq.., dev.vedette.server.notification..",
        "io.micrometer.., dev.vedette.server..",
        "picocli.., dev.vedette.cli..",
        "org.knowm.xchart.., dev.vedette.cli..",
        "me.tongfei.progressbar.., dev.vedette.cli.."
    })
    void aHeavyLibraryIsInOnePlace(String library, String place) {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().startsWith(place.replace("..", "")))
                        .anyMatch(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(d ->
                                        d.getTargetClass().getPackageName().startsWith(library.replace("..", "")))))
                .as(place + " uses " + library)
                .isTrue();

        noClasses()
                .that()
                .resideOutsideOfPackage(place)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void aClusterIsKnownToItsModuleAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vedette.flink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..", "org.apache.kafka..", "org.apache.parquet..", "org.apache.hadoop..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandSpeaksToTheTerminalAndEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vedette.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct().toList())
                .allSatisfy(one -> assertThat(one.isAnnotatedWith(NullMarked.class))
                        .as(one.getName())
                        .isTrue());
    }

    private static String part(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }
}
