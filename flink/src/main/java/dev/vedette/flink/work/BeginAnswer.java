package dev.vedette.flink.work;

import org.apache.flink.api.connector.source.SourceEvent;

/** Whether a reader may begin the work that it has, or gives it up because the workers that began it died. */
record BeginAnswer(boolean granted) implements SourceEvent {}
