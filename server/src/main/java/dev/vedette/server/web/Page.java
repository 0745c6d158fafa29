package dev.vedette.server.web;

import dev.vedette.fault.VedetteException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** The page's files: a fixed list, read once, so that no path leads anywhere else. Immutable. */
final class Page {
    private static final Map<String, String> FILES = files();

    private final Map<String, Content> contents = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Content(byte[] bytes, String type, String tag) {}

    Page() {
        FILES.forEach((file, type) -> contents.put("/" + file, read(file, type)));
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("index.html", "text/html; charset=utf-8");
        files.put("style.css", "text/css; charset=utf-8");
        files.put("icon.svg", "image/svg+xml");
        for (String module : new String[] {
            "main",
            "api",
            "dom",
            "live",
            "access",
            "grid",
            "review",
            "event",
            "camera",
            "add",
            "settings",
            "chart",
            "timeline",
            "learn",
            "zones",
            "hours"
        }) {
            files.put(module + ".js", "text/javascript; charset=utf-8");
        }
        return files;
    }

    private static Content read(String file, String type) {
        try (InputStream in = Page.class.getResourceAsStream("/dev/vedette/server/page/" + file)) {
            if (in == null) {
                throw VedetteException.internal("the page's " + file + " is missing", null);
            }
            byte[] bytes = in.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return new Content(bytes, type, '"' + HexFormat.of().toHexDigits(crc.getValue()) + '"');
        } catch (IOException e) {
            throw VedetteException.internal("the page's " + file + " does not read", e);
        }
    }

    Iterable<String> paths() {
        return contents.keySet();
    }

    void answer(Context context, String path) {
        Content content = contents.get(path);
        if (content == null) {
            throw new NotThere("there is no " + path);
        }
        context.header("Cache-Control", "no-cache").header("ETag", content.tag());
        if (content.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(content.type()).result(content.bytes());
        }
    }
}
