package dev.vedette.flink.work;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader would begin some work; it does not before there is an answer, so that every beginning is counted, whatever comes of it.
 *
 * @param work its id
 * @param progress of it
 */
record BeginRequest(String work, long progress) implements SourceEvent {}
