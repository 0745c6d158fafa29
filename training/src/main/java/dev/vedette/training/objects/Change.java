package dev.vedette.training.objects;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.Sprite;
import java.util.random.RandomGenerator;

/** Ways to change a thing so that it does not belong; each is enough by itself. */
enum Change {
    FASTER(4) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            double usual = topSpeed(draft, scene, into);
            double own = draft.speed() * Math.max(LEAST_GAIN, ranges.speed().least());
            double speed = Math.min(
                    Math.max(own, usual * ranges.speed().draw(random)),
                    MOST_SPEED * into.present().width());
            head(draft, direction(draft, scene, random), speed);
            if (random.nextBoolean()) {
                draft.freeze();
            }
            if (random.nextInt(3) == 0) {
                draft.bend = random.nextDouble(-0.09, 0.09);
            }
        }
    },
    ASTRAY(1.5) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            double turn = ranges.turn().draw(random) * (random.nextBoolean() ? 1 : -1);
            double speed = topSpeed(draft, scene, into) * random.nextDouble(1.2, 2.5);
            head(draft, direction(draft, scene, random) + turn, Math.max(speed, draft.speed()));
        }
    },
    LARGER(1.5) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            double height = Math.max(scene.heightAt(draft.foot), draft.height())
                    * ranges.larger().draw(random);
            draft.scale(Math.min(height, MOST_HEIGHT * into.present().height()) / draft.height());
        }
    },
    SMALLER(0.7) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            double height = Math.min(scene.heightAt(draft.foot), draft.height())
                    * ranges.smaller().draw(random);
            draft.scale(Math.max(height, LEAST_HEIGHT) / draft.height());
        }
    },
    WIDER(2) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            draft.scaleX *= ranges.stretch().draw(random);
        }
    },
    TALLER(0.5) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            draft.scaleY *= ranges.stretch().draw(random);
        }
    },
    TURNED(1.5) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            if (random.nextInt(4) == 0) {
                draft.edit(SpriteEdit::overturned);
            } else {
                draft.angle = ranges.turn().draw(random) * (random.nextBoolean() ? 1 : -1);
            }
        }
    },
    RECOLOURED(1) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            if (random.nextInt(3) == 0) {
                draft.edit(SpriteEdit.inverted());
                return;
            }
            double shift = random.nextDouble(50, 110) * (random.nextBoolean() ? 1 : -1);
            draft.edit(SpriteEdit.shifted(
                    random.nextDouble(0.6, 2),
                    shift + random.nextDouble(-60, 60),
                    shift + random.nextDouble(-60, 60),
                    shift + random.nextDouble(-60, 60)));
        }
    },
    RETEXTURED(1) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            Image texture = SpriteEdit.texture(
                    random, into.present(), draft.present.width(), draft.present.height(), ranges.drawn());
            draft.edit(SpriteEdit.textured(texture, random.nextDouble(0.6, 1)));
        }
    },
    GLUED(3) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            Sprite other = ranges.drawn() && random.nextInt(3) > 0
                    ? Contraption.draw(random, into.present(), draft.present)
                    : companion(draft, scene, random);
            int dx = (int) Math.round(draft.present.width() * random.nextDouble(-0.6, 0.6));
            int dy = (int) Math.round((draft.present.height() - other.height()) / 2.0
                    + draft.present.height() * random.nextDouble(-0.25, 0.1));
            draft.edit(SpriteEdit.glued(other, dx, dy));
            if (random.nextInt(10) < ranges.gluedAndFast()) {
                FASTER.apply(draft, scene, into, ranges, random);
            }
        }
    },
    CUT_OFF(0.7) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            double keep = random.nextDouble(0.35, 0.6);
            double from = random.nextBoolean() ? 0 : 1 - keep;
            draft.edit(
                    random.nextInt(3) > 0
                            ? SpriteEdit.part(0, from, 1, from + keep)
                            : SpriteEdit.part(from, 0, from + keep, 1));
        }
    },
    SUDDEN(0.7) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            draft.freeze();
            head(draft, 0, 0);
            draft.appearsAtPresent = true;
        }
    },
    OUT_OF_PLACE(0.8) {
        @Override
        void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random) {
            for (int attempt = 0; attempt < 20; attempt++) {
                double x = random.nextDouble() * into.present().width();
                double y = random.nextDouble() * into.present().height();
                if (scene.activity().isQuiet(x, y, draft.width(), draft.height())) {
                    draft.centreX = x;
                    draft.foot = y + draft.height() / 2;
                    return;
                }
            }
            FASTER.apply(draft, scene, into, ranges, random);
        }
    };

    /** Of the frame's width. */
    private static final double LEAST_SPEED = 0.003;

    private static final double LEAST_GAIN = 1.8;
    /** Of the frame's width. */
    private static final double MOST_SPEED = 0.06;

    private static final double MOST_HEIGHT = 0.6;
    private static final double LEAST_HEIGHT = 5;

    /** How often it is chosen, relative to the others. */
    final double weight;

    Change(double weight) {
        this.weight = weight;
    }

    abstract void apply(Draft draft, Scene scene, Clip into, ChangeRanges ranges, RandomGenerator random);

    static Change any(RandomGenerator random) {
        double sum = 0;
        for (Change change : values()) {
            sum += change.weight;
        }
        double left = random.nextDouble() * sum;
        for (Change change : values()) {
            left -= change.weight;
            if (left < 0) {
                return change;
            }
        }
        return FASTER;
    }

    private static double topSpeed(Draft draft, Scene scene, Clip into) {
        return Math.max(LEAST_SPEED * into.present().width(), scene.topSpeedAt(draft.foot));
    }

    private static void head(Draft draft, double direction, double speed) {
        draft.speedX = Math.cos(direction) * speed;
        draft.speedY = Math.sin(direction) * speed;
    }

    /** Where it goes; for a thing that hardly moves, where another one goes. */
    private static double direction(Draft draft, Scene scene, RandomGenerator random) {
        if (draft.speed() > 0.4 * scene.speedAt(draft.foot)) {
            return Math.atan2(draft.speedY, draft.speedX);
        }
        Track other = scene.anyThing(random);
        return Math.atan2(other.speedY(), other.speedX());
    }

    /** Another thing of a comparable size, in most cases turned on its side. */
    private static Sprite companion(Draft draft, Scene scene, RandomGenerator random) {
        Sprite other = scene.anyThing(random).object().present();
        double scale = draft.present.height() * random.nextDouble(0.6, 1.1) / other.height();
        double angle = random.nextInt(3) > 0 ? Math.PI / 2 * (random.nextBoolean() ? 1 : -1) : 0;
        return new SpriteWarp(scale, scale, angle).apply(other, other.centreX(), other.centreY());
    }
}
