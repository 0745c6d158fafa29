package dev.vedette.server.web;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.access.Role;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.store.StoredEvent.Feedback;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.EventFolders.Part;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Events: the review list, an event's files, and what people say of it. */
final class EventRoutes {
    private static final long USUALLY = 60;
    private static final long MOST = 500;
    private static final Set<String> FEEDBACK = Set.of("none", "normal", "good");

    private final EventStore store;
    private final EventFolders folders;

    EventRoutes(EventStore store, EventFolders folders) {
        this.store = store;
        this.folders = folders;
    }

    /** @param feedback normal, good; missing to take it back */
    record Said(Optional<Feedback> feedback) {}

    record Kept(boolean kept) {}

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/events",
                        Role.viewer,
                        "Events, newest first; camera, from and to (milliseconds since 1970), before and after (an id),"
                                + " feedback, limit. With after, those that are nearest to it.",
                        this::list),
                Route.get(
                        "/api/events/{id}", Role.viewer, "One event.", context -> Json.answer(context, event(context))),
                Route.get(
                        "/api/events/{id}/{file}",
                        Role.viewer,
                        "clip.mp4, snapshot.jpg, heat.jpg or scores.json of an event.",
                        this::file),
                Route.post("/api/events/{id}/feedback", Role.operator, "Says what an event was.", this::say)
                        .taking(Said.class),
                Route.post("/api/events/{id}/keep", Role.operator, "Protects an event, or no longer.", this::keep)
                        .taking(Kept.class),
                Route.delete("/api/events/{id}", Role.operator, "Deletes an event and its files.", this::delete));
    }

    private void list(Context context) {
        Optional<String> feedback = text(context, "feedback");
        feedback.filter(wanted -> !FEEDBACK.contains(wanted)).ifPresent(wanted -> {
            throw VedetteException.badConfiguration("feedback is one of " + FEEDBACK);
        });
        long limit = Math.max(1, Math.min(MOST, Numbers.query(context, "limit").orElse(USUALLY)));
        Json.answer(
                context,
                store.list(new EventStore.Filter(
                        text(context, "camera"),
                        Numbers.query(context, "from").map(Instant::ofEpochMilli),
                        Numbers.query(context, "to").map(Instant::ofEpochMilli),
                        Numbers.query(context, "before"),
                        Numbers.query(context, "after"),
                        feedback,
                        (int) limit)));
    }

    private static Optional<String> text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isEmpty());
    }

    private StoredEvent event(Context context) {
        return store.find(Numbers.id(context)).orElseThrow(() -> new NotThere("there is no such event"));
    }

    /** Only files whose names are known, so that no path leads elsewhere. */
    private void file(Context context) throws IOException {
        StoredEvent event = event(context);
        Part part = Part.named(context.pathParam("file")).orElseThrow(() -> new NotThere("there is no such file"));
        Path file = folders.file(event.id(), part);
        if (!Files.isRegularFile(file)) {
            throw new NotThere("this event has no " + part.file());
        }
        boolean over = event.ended().isPresent();
        context.header("Cache-Control", over ? "private, max-age=86400" : "no-store");
        if (part == Part.CLIP) {
            context.writeSeekableStream(Files.newInputStream(file), part.type(), Files.size(file));
        } else {
            context.contentType(part.type()).result(Files.readAllBytes(file));
        }
    }

    private void say(Context context) {
        StoredEvent event = event(context);
        store.say(event.id(), Json.body(context, Said.class).feedback());
        Json.answer(context, event(context));
    }

    private void keep(Context context) {
        StoredEvent event = event(context);
        store.keep(event.id(), Json.body(context, Kept.class).kept());
        Json.answer(context, event(context));
    }

    private void delete(Context context) {
        StoredEvent event = event(context);
        if (event.ended().isEmpty()) {
            // It is still being written, and its files would come back without it.
            throw VedetteException.badConfiguration("event " + event.id() + " goes on: wait until it is over");
        }
        folders.delete(event.id());
        store.delete(event.id());
        context.status(204);
    }
}
