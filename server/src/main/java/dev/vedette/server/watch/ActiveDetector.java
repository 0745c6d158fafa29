package dev.vedette.server.watch;

import dev.vedette.detection.Detector;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * A detector that is to watch a camera.
 *
 * @param version by which its events are known, whatever the threshold
 * @param detector with the threshold that it is to alarm at
 * @param severity days in which normal footage of the camera gives a score as high once; empty where nothing is known of that
 */
public record ActiveDetector(long version, Detector detector, DoubleFunction<Optional<Double>> severity) {}
