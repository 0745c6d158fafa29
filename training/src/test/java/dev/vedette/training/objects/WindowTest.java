package dev.vedette.training.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import dev.vedette.training.footage.DrawnVideo;
import dev.vedette.training.footage.Footage;
import dev.vedette.training.footage.FootageProgress;
import dev.vedette.training.footage.FootageSettings;
import dev.vedette.training.footage.FootageStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowTest {
    private static final int SIDE = 64;
    private static final int VIDEOS = 100;
    private static final int FRAMES = 24;

    @TempDir
    Path folder;

    @Test
    void ofLongFootageTheLiveliestWindowsComeFirstAndNoneIsLeftOut() {
        FootageSettings settings = FootageSettings.of(SIDE, SIDE, 1).withFolder(folder);
        List<Video> videos = IntStream.range(0, VIDEOS)
                .<Video>mapToObj(i -> new DrawnVideo("video " + i, 25, FRAMES, t -> moving(t, i)))
                .toList();
        try (FootageStore store = FootageStore.read(videos, settings, FootageProgress.NONE)) {
            Footage footage = store.footage();
            List<Window> windows = Window.of(footage);
            List<Integer> byVideo =
                    windows.stream().map(w -> w.first() / w.clips()).toList();

            assertThat(byVideo)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, VIDEOS).boxed().toList());
            assertThat(byVideo.subList(0, Window.MANY / 2)).allMatch(i -> lively(i));
            assertThat(byVideo.subList(Window.MANY / 2, Window.MANY))
                    .anyMatch(i -> i < VIDEOS / 4)
                    .anyMatch(i -> i >= VIDEOS * 3 / 4)
                    .allMatch(i -> !lively(i));
        }
    }

    private static boolean lively(int video) {
        return video % 5 < 2;
    }

    /** A square that goes to the right, and in lively videos so does a second. */
    private static Image moving(int t, int video) {
        byte[] bgr = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < bgr.length; i++) {
            int x = i / 3 % SIDE;
            int y = i / 3 / SIDE;
            boolean first = y >= 8 && y < 20 && x >= t && x < t + 12;
            boolean second = lively(video) && y >= 36 && y < 48 && x >= 2 * t && x < 2 * t + 12;
            bgr[i] = (byte) (first || second ? 200 : 60);
        }
        return new Image(SIDE, SIDE, bgr);
    }
}
