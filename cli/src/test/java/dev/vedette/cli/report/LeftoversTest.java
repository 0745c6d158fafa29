package dev.vedette.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path folder;

    @Test
    void whatThisRunDoesNotWriteGoesAndNothingElse() throws IOException {
        Path events = Files.createDirectory(folder.resolve("events"));
        List<String> written = List.of(EventFiles.thumbnail(1), EventFiles.heatMap(1));
        List<String> left = List.of(EventFiles.thumbnail(2), EventFiles.heatMap(2), EventFiles.thumbnail(1000));
        for (List<String> some : List.of(written, left, List.of("events/mine.jpg", "events/event-002.png"))) {
            for (String name : some) {
                Files.createFile(folder.resolve(name));
            }
        }
        Files.createFile(folder.resolve("overlay.mp4"));
        Files.createFile(folder.resolve("notes.txt"));

        Leftovers.remove(folder, 1, false);

        assertThat(events.toFile().list())
                .containsExactlyInAnyOrder("event-001.jpg", "event-001-heat.jpg", "mine.jpg", "event-002.png");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("events", "notes.txt");
    }

    @Test
    void anOverlayVideoStaysUntilTheNewOneTakesItsPlace() throws IOException {
        Path overlay = Files.createFile(folder.resolve("overlay.mp4"));

        Leftovers.remove(folder, 0, true);

        assertThat(overlay).exists();
    }

    @Test
    void theFirstRunHasNothingToRemove() {
        Leftovers.remove(folder.resolve("new"), 0, false);

        assertThat(folder).isEmptyDirectory();
    }
}
