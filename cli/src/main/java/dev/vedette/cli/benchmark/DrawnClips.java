package dev.vedette.cli.benchmark;

import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.model.NetworkConfig;
import dev.vedette.video.scene.StreetScene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clips of a drawn street, five frames a second. */
final class DrawnClips {
    private static final int FRAME_RATE = 5;

    private DrawnClips() {}

    static List<Clip> of(NetworkConfig network, int frames) {
        StreetScene scene = StreetScene.normal(1, frames, new StreetScene.Format(640, 384, FRAME_RATE));
        ClipAssembler assembler = new ClipAssembler(network.frameWidth(), network.frameHeight());
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            clips.addAll(assembler.push(new Frame(i, Duration.ofMillis(1000L * i / FRAME_RATE), scene.render(i))));
        }
        clips.addAll(assembler.finish());
        return clips;
    }
}
