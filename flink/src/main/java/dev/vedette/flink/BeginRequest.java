package dev.vedette.flink;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader would begin a video; it does not before there is an answer, so that every beginning is counted, whatever comes of it.
 *
 * @param frames whose results have gone out
 */
record BeginRequest(String video, long frames) implements SourceEvent {}
