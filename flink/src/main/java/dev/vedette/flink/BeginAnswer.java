package dev.vedette.flink;

import org.apache.flink.api.connector.source.SourceEvent;

/** Whether a reader may begin the video that it has, or sets it aside because the workers that began it died. */
record BeginAnswer(boolean granted) implements SourceEvent {}
