package dev.vedette.server.watch;

import dev.vedette.detection.FrameScore;
import dev.vedette.frame.Image;
import java.time.Instant;

/** A frame whose score is known. @param at when it was in front of the camera */
record Scored(Instant at, Image picture, FrameScore score) {}
