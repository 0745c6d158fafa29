package dev.vedette.training;

import dev.vedette.training.footage.FootageSplit;
import dev.vedette.training.synthetic.BlendPaster;
import dev.vedette.training.synthetic.ObjectSource;
import dev.vedette.training.synthetic.OwnObjects;
import dev.vedette.training.synthetic.PaperPaster;
import dev.vedette.training.synthetic.Paster;
import dev.vedette.training.synthetic.SampleShares;

/**
 * Where the things come from that are pasted.
 *
 * @param learning things that do not belong, to learn from
 * @param heldOut others, to test what was learned
 * @param decoys things that belong
 */
record AnomalySources(
        ObjectSource learning, ObjectSource heldOut, ObjectSource decoys, Paster paster, SampleShares shares) {

    static AnomalySources of(TrainingConfig config, FootageSplit split, TrainingListener listener) {
        TrainingConfig.Anomalies anomalies = config.anomalies();
        OwnObjects own = OwnObjects.cutFrom(split.training(), config.seed());
        OwnObjects ownHeldOut = OwnObjects.cutFrom(split.heldOut(), config.seed() + 1);
        listener.note(own.count() + " moving things cut out of the footage to learn from, " + ownHeldOut.count()
                + " of the held-out part");
        Paster paster = anomalies.paperPasting() ? new PaperPaster() : new BlendPaster();
        SampleShares shares =
                new SampleShares(anomalies.share(), anomalies.decoyShare(), anomalies.objects(), anomalies.flips());
        return new AnomalySources(
                learning(config, own), ownHeldOut.changedOtherwise(), own.unchanged(), paster, shares);
    }

    private static ObjectSource learning(TrainingConfig config, OwnObjects own) {
        return own.changed();
    }
}
