package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.engine.ActivationRanges.Range;
import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.Usual;
import dev.vedette.scoring.UsualMotion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorFileTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(32, 16, 4, 8, 4, 1, 1, 2, 2, 0.5);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeADetector() {
        file = folder.resolve("gate.vedette");
        DetectorFile.write(file, detector(Weights.initial(NETWORK, 1)));
    }

    @Test
    void givesBackWhatItWrote() {
        Detector written = detector(Weights.initial(NETWORK, 1));

        assertSame(DetectorFile.read(file), written);
    }

    @Test
    void equalDetectorsGiveEqualFiles() throws IOException {
        Path other = folder.resolve("other.vedette");
        DetectorFile.write(other, DetectorFile.read(file));

        assertThat(other).hasSameBinaryContentAs(file);
    }

    @Test
    void itsDescriptionIsReadableJson() throws IOException {
        assertThat(DetectorFile.description(file))
                .isEqualTo(description())
                .startsWith("{\n  \"formatVersion\" : 4,\n")
                .contains("\"threshold\" : 0.75")
                .contains("\"quantity\" : \"RECONSTRUCTION_L2\"");
    }

    @Test
    void refusesAFileCutShortAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(Category.BAD_INPUT, "");
        }
    }

    @Test
    void refusesEveryFlippedByteOfTheWeights() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int start = new String(whole, StandardCharsets.ISO_8859_1).indexOf("cls_token");
        for (int at = start; at < whole.length - 400; at += 501) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(file, flipped);
            assertRefused(Category.BAD_INPUT, "SHA-256");
        }
    }

    /** A flipped bit may hit what does not matter, such as the time of an entry; then the detector is the same. */
    @Test
    void readsOrRefusesWhateverBitIsFlipped() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            byte[] flipped = whole.clone();
            int place = i % 2 == 0 ? random.nextInt(2500) : whole.length - 1 - random.nextInt(250);
            flipped[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            try {
                assertSame(DetectorFile.read(file), detector(Weights.initial(NETWORK, 1)));
            } catch (VedetteException refused) {
                assertThat(refused).hasMessageContaining(file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "not a zip at all", "%PDF-1.7"})
    void refusesWhatIsNoZip(String content) throws IOException {
        Files.writeString(file, content);

        assertRefused(Category.BAD_INPUT, "is no .vedette file");
    }

    @Test
    void namesAMissingFile() throws IOException {
        Files.delete(file);

        assertRefused(Category.BAD_INPUT, "there is no file");
    }

    @Test
    void tellsNewerOlderAndDamagedApart() throws IOException {
        rewrite(description().replace("\"formatVersion\" : 4", "\"formatVersion\" : 5, \"later\" : true"));
        assertRefused(
                Category.UNSUPPORTED_VERSION,
                "written by a newer Vedette (format 5, this one reads 4): update Vedette");
        rewrite(description().replaceFirst("\"formatVersion\" : 5", "\"formatVersion\" : 99999999999999999999"));
        assertRefused(Category.UNSUPPORTED_VERSION, "newer Vedette");
        rewrite(description().replaceFirst("\"formatVersion\" : 9+", "\"formatVersion\" : 0"));
        assertRefused(Category.UNSUPPORTED_VERSION, "is of the old format 0");
        rewrite(description().replaceFirst("\"formatVersion\" : 0", "\"formatVersion\" : \"1\""));
        assertRefused(Category.BAD_INPUT, "tells no formatVersion");
    }

    @Test
    void readsFormat1AsADetectorThatKnowsNothingOfIntegers() throws IOException {
        rewrite(description()
                .replace("\"formatVersion\" : 4", "\"formatVersion\" : 1")
                .replaceFirst("(?s)  \"quantisation\" : \\{.*?\\n  },\n", ""));
        assertThat(description()).doesNotContain("quantisation");

        Detector old = DetectorFile.read(file);

        assertThat(old.quantisation()).isEqualTo(Quantisation.NONE);
        assertThat(old.calibration())
                .isEqualTo(detector(Weights.initial(NETWORK, 1)).calibration());
    }

    @Test
    void readsFormat2AsADetectorThatKnowsNothingOfFlicker() throws IOException {
        int tokens = NETWORK.tokens();
        Usual displacement = new Usual(Collections.nCopies(tokens, 0.5), Collections.nCopies(tokens, 0.25));
        Detector known = detector(Weights.initial(NETWORK, 1));
        DetectorFile.write(
                file, known.withScoring(known.scoring().withUsual(new UsualMotion(displacement, Usual.UNKNOWN))));
        rewrite(description()
                .replace("\"formatVersion\" : 4", "\"formatVersion\" : 2")
                .replaceAll(",\\s*\"excess\" : false", "")
                .replaceFirst(
                        "(?s)\"usual\" : \\{\\s*\"displacement\" : (\\{.*?}),\\s*\"flicker\" : \\{.*?}\\s*}",
                        "\"usual\" : $1"));
        assertThat(description()).doesNotContain("flicker", "excess");

        assertThat(DetectorFile.read(file).scoring().usual()).isEqualTo(new UsualMotion(displacement, Usual.UNKNOWN));
    }

    @Test
    void readsFormat3() throws IOException {
        rewrite(description().replace("\"formatVersion\" : 4", "\"formatVersion\" : 3"));

        assertThat(DetectorFile.read(file).scoring())
                .isEqualTo(detector(Weights.initial(NETWORK, 1)).scoring());
    }

    @Test
    void refusesARangeThatIsNone() throws IOException {
        rewrite(description().replace("\"low\" : -1.5", "\"low\" : 2.5"));

        assertRefused(Category.BAD_INPUT, "a range of values goes from 2.5 to 2.0, expected finite numbers in order");
    }

    @Test
    void refusesWhatIsUsualOfAnotherGrid() throws IOException {
        String description = description();
        String other = description
                .replaceAll("\"mean\" : \\[ *]", "\"mean\" : [ 0.5 ]")
                .replaceAll("\"deviation\" : \\[ *]", "\"deviation\" : [ 0.5 ]");
        assertThat(other).isNotEqualTo(description);
        rewrite(other);
        assertRefused(Category.BAD_INPUT, "tells what is usual of 1 tokens", "expected");
    }

    @Test
    void tellsAllFaultsOfTheDescriptionAtOnce() throws IOException {
        rewrite(description()
                .replace("\"patch\" : 4", "\"patch\" : 5")
                .replace("\"maskRatio\" : 0.5", "\"maskRatio\" : 1.5")
                .replace("\"threshold\" : 0.75", "\"treshold\" : 0.75")
                .replace("\"pooling\" : \"MEAN\"", "\"pooling\" : \"MEDIAN\"")
                .replace("\"weight\" : 1.0", "\"weight\" : -1.0")
                .replace("\"seed\" : 7", "\"seed\" : \"7\"")
                .replace("\"frames\" : 100", "\"frames\" : 1e99"));

        assertRefused(
                Category.BAD_INPUT,
                "frameWidth is 32, expected a multiple of patch 5",
                "maskRatio is 1.5",
                "calibration.threshold is missing",
                "calibration.treshold is unknown",
                "scoring.pooling is \"MEDIAN\", expected one of [MEAN, PATH, PEAK]",
                "has weight -1.0",
                "provenance.seed is \"7\", expected a whole number",
                "provenance.footage[0].frames is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | tells no formatVersion",
                "{ | not sound JSON",
                "{\"formatVersion\":1,\"formatVersion\":1} | Duplicate",
                "{\"formatVersion\":1} {} | not sound JSON",
                "{\"formatVersion\":1,\"network\":[],\"scoring\":null,\"x\":{}} | network is [], expected an object",
                "{\"formatVersion\":1,\"network\":{\"patch\":2147483648}} | network.patch is 2147483648, expected a whole number"
            })
    void refusesADescriptionOfAnotherForm(String json, String message) throws IOException {
        rewrite(json);

        assertRefused(Category.BAD_INPUT, message);
    }

    @Test
    void refusesANetworkThatNoMemoryHolds() throws IOException {
        rewrite(description().replace("\"encoderDepth\" : 1", "\"encoderDepth\" : 2147483647"));

        assertRefused(Category.BAD_INPUT, "encoderDepth is 2147483647");
    }

    @Test
    void refusesWeightsOfAnotherNetwork() throws IOException {
        rewrite(description().replace("\"encoderWidth\" : 8", "\"encoderWidth\" : 16"));

        assertRefused(Category.BAD_INPUT, "do not fit the network: cls_token is [1, 1, 8], expected [1, 1, 16]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/cron.d/x", "/etc/passwd", "..\\x", "readme.txt", "weights.safetensors/", "a\u001b[31m"
            })
    void refusesEntriesThatItDoesNotKnow(String name) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(name, new byte[0]);
        zip(entries, ZipEntry.STORED);

        assertRefused(Category.BAD_INPUT, "holds an entry '" + name.replace('\u001b', '?') + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"detector.json", "weights.safetensors"})
    void refusesAZipWithoutAnEntryThatItNeeds(String name) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.remove(name);
        zip(entries, ZipEntry.STORED);

        assertRefused(Category.BAD_INPUT, "it is a zip without " + name);
    }

    @Test
    void refusesABomb() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("weights.safetensors", new byte[50_000_000]);
        zip(entries, ZipEntry.DEFLATED);
        assertThat(file).satisfies(packed -> assertThat(Files.size(packed)).isLessThan(100_000));

        assertRefused(Category.BAD_INPUT, "compressed");
    }

    @Test
    void refusesWeightsThatAreNotFinite() {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Weights.initial(NETWORK, 1).asMap());
        tensors.put("norm.weight", Tensor.filled(Float.NaN, 8));
        DetectorFile.write(file, detector(Weights.of(NETWORK, tensors)));

        assertRefused(Category.BAD_INPUT, "norm.weight holds numbers that are not finite");
    }

    @Test
    void leavesTheEarlierFileWhenItCannotWrite() throws IOException {
        byte[] before = Files.readAllBytes(file);
        Path blocked = folder.resolve("gate.vedette/below.vedette");

        assertThatThrownBy(() -> DetectorFile.write(blocked, detector(Weights.initial(NETWORK, 2))))
                .isInstanceOfSatisfying(
                        VedetteException.class, e -> assertThat(e.category()).isEqualTo(Category.DEVICE));
        assertThat(file).hasBinaryContent(before);
    }

    private void assertRefused(Category category, String... parts) {
        assertThatThrownBy(() -> DetectorFile.read(file))
                .isInstanceOfSatisfying(
                        VedetteException.class, e -> assertThat(e.category()).isEqualTo(category))
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n")
                .doesNotContain("\u001b");
    }

    private static void assertSame(Detector read, Detector written) {
        assertThat(read.network()).isEqualTo(written.network());
        assertThat(read.scoring()).isEqualTo(written.scoring());
        assertThat(read.calibration()).isEqualTo(written.calibration());
        assertThat(read.provenance()).isEqualTo(written.provenance());
        written.weights().asMap().forEach((name, tensor) -> assertThat(
                        read.weights().get(name).values())
                .isEqualTo(tensor.values()));
    }

    private static Detector detector(Weights weights) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String fact : List.of("steps", "checkpoint", "auc", "took", "batch")) {
            facts.put(fact, "of " + fact);
        }
        return new Detector(
                NETWORK,
                weights,
                ScoringRule.paper(),
                new Calibration(2.5, 4, 0.75, 0.5, 0.1, 1.25),
                new Quantisation(0.9995, Map.of("blocks.0.mlp.net.0.input", new Range(-1.5f, 2))),
                new Provenance(
                        "0.1.0", "standard", 7, List.of(new Provenance.FootageDigest("01", 100, "ab12")), facts));
    }

    private String description() throws IOException {
        return new String(entries().get("detector.json"), StandardCharsets.UTF_8);
    }

    private void rewrite(String description) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("detector.json", description.getBytes(StandardCharsets.UTF_8));
        zip(entries, ZipEntry.STORED);
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private void zip(Map<String, byte[]> entries, int method) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                CRC32 crc = new CRC32();
                crc.update(content.getValue());
                entry.setMethod(content.getKey().equals("detector.json") ? ZipEntry.STORED : method);
                entry.setSize(content.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
    }
}
