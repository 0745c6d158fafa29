package dev.vedette.detection;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.fault.JsonRecords;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.Usual;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Content of {@code detector.json}.
 *
 * @param formatVersion of the whole file; raised when an older Vedette could not read it any more
 * @param weightsSha256 hexadecimal, of {@code weights.safetensors}
 */
record DetectorJson(
        int formatVersion,
        String weightsSha256,
        NetworkConfig network,
        ScoringRule scoring,
        Calibration calibration,
        Quantisation quantisation,
        Provenance provenance) {
    static final int OLDEST = 1;
    static final int CURRENT = 4;

    private static final int MOST_SHOWN = 20;
    private static final String VERSION = "formatVersion";
    private static final String QUANTISATION = "quantisation";
    private static final String SCORING = "scoring";
    private static final String USUAL = "usual";
    private static final String DISPLACEMENT = "displacement";
    private static final String FLICKER = "flicker";
    private static final String PARTS = "parts";
    private static final String EXCESS = "excess";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    static DetectorJson of(Detector detector, String weightsSha256) {
        return new DetectorJson(
                CURRENT,
                weightsSha256,
                detector.network(),
                detector.scoring(),
                detector.calibration(),
                detector.quantisation(),
                detector.provenance());
    }

    byte[] toBytes() throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines)).writeValueAsBytes(this);
    }

    /** @param file what to call it in messages */
    static DetectorJson parse(byte[] bytes, String file) throws IOException {
        JsonNode tree;
        try {
            tree = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw damaged(file, "is not sound JSON (" + e.getOriginalMessage() + ")");
        }
        requireVersion(tree.path(VERSION), file);
        bringUpToDate(tree);
        List<String> problems = JsonRecords.problems(JSON, tree, DetectorJson.class);
        if (!problems.isEmpty()) {
            String more = problems.size() > MOST_SHOWN ? "; and " + (problems.size() - MOST_SHOWN) + " more" : "";
            throw damaged(
                    file,
                    "has faults: " + problems.stream().limit(MOST_SHOWN).collect(Collectors.joining("; ")) + more);
        }
        return JSON.treeToValue(tree, DetectorJson.class);
    }

    private static void requireVersion(JsonNode version, String file) {
        if (!version.isIntegralNumber()) {
            throw damaged(file, "tells no " + VERSION);
        }
        if (!version.canConvertToInt() || version.intValue() > CURRENT) {
            throw VedetteException.unsupportedVersion(file + " was written by a newer Vedette (format "
                    + version.asText() + ", this one reads " + CURRENT + "): update Vedette");
        }
        if (version.intValue() < OLDEST) {
            throw VedetteException.unsupportedVersion(file + " is of the old format " + version.asText()
                    + ", this Vedette reads " + OLDEST + " to " + CURRENT + ": learn or import the detector again");
        }
    }

    /** Format 1 knew nothing of integers and of displacements, format 2 nothing of flicker and of parts that count only in excess, format 3 nothing of paths. */
    private static void bringUpToDate(JsonNode tree) {
        int version = tree.path(VERSION).intValue();
        if (!(tree instanceof ObjectNode description) || version == CURRENT) {
            return;
        }
        description.put(VERSION, CURRENT);
        if (version == 3) {
            return;
        }
        if (version == 1) {
            description.set(QUANTISATION, JSON.valueToTree(Quantisation.NONE));
        }
        if (tree.path(SCORING) instanceof ObjectNode scoring) {
            JsonNode displacement = version == 1 ? JSON.valueToTree(Usual.UNKNOWN) : scoring.path(USUAL);
            ObjectNode usual = JSON.createObjectNode();
            usual.set(DISPLACEMENT, displacement);
            usual.set(FLICKER, JSON.valueToTree(Usual.UNKNOWN));
            scoring.set(USUAL, usual);
            for (JsonNode part : scoring.path(PARTS)) {
                if (part instanceof ObjectNode fields) {
                    fields.put(EXCESS, false);
                }
            }
        }
    }

    private static VedetteException damaged(String file, String problem) {
        return VedetteException.badInput(file + ": " + DetectorFile.DESCRIPTION + " " + problem);
    }
}
