package dev.vedette.server.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.CameraConfig;
import java.util.List;
import java.util.Optional;

/**
 * What a learner is asked for; it goes over its standard input.
 *
 * @param camera whose footage it is
 * @param footage buffered videos of a live camera; others are learned from their own file or folder
 * @param run folder for checkpoints and results
 * @param before file of the detector that watches now
 * @param threads that learn
 * @param fast the preset for many frames a second
 * @param effort share of the usual steps
 */
record LearningOrder(
        CameraConfig camera,
        List<String> footage,
        String run,
        Optional<String> before,
        int threads,
        boolean fast,
        double effort) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    String toLine() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("an order to learn does not become JSON", e);
        }
    }

    static LearningOrder parse(String line) {
        try {
            return JSON.readValue(line, LearningOrder.class);
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("an order to learn does not read", e);
        }
    }
}
