package dev.vedette.flink.live;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A camera, and what is needed to go on with it somewhere else.
 *
 * @param splitId its name; the job knows the rest
 */
record CameraSplit(String splitId, CameraState state) implements SourceSplit {}
