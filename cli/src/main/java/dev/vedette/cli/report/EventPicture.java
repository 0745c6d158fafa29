package dev.vedette.cli.report;

import dev.vedette.detection.AnomalyEvent;

/**
 * What an event's peak frame looks like; both pictures are JPEG files' contents.
 *
 * @param number of the event in its video, from 1
 * @param frame with the event's place outlined
 * @param heat with the heat map over it
 */
@SuppressWarnings("ArrayRecordComponent")
public record EventPicture(int number, AnomalyEvent event, byte[] frame, byte[] heat) {}
