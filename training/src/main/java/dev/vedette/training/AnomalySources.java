package dev.vedette.training;

import dev.vedette.model.NetworkConfig;
import dev.vedette.training.footage.FootageSplit;
import dev.vedette.training.objects.CutOuts;
import dev.vedette.training.objects.OwnObjects;
import dev.vedette.training.objects.UbnormalObjects;
import dev.vedette.training.synthetic.BlendPaster;
import dev.vedette.training.synthetic.ObjectSource;
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
        OwnObjects heldOut =
                OwnObjects.cutFrom(split.heldOut(), config.seed() + 1).orElse(own);
        listener.note(own.count() + " moving things cut out of the footage to learn from, " + heldOut.count()
                + " to test what is learned");
        return new AnomalySources(
                learning(config, own),
                heldOut.changedOtherwise(),
                own.unchanged(),
                anomalies.paperPasting() ? new PaperPaster() : new BlendPaster(),
                new SampleShares(anomalies.share(), anomalies.decoyShare(), anomalies.objects(), anomalies.flips()));
    }

    private static ObjectSource learning(TrainingConfig config, OwnObjects own) {
        TrainingConfig.Anomalies anomalies = config.anomalies();
        NetworkConfig network = config.network();
        return switch (anomalies.source()) {
            case OWN -> own.changed();
            case CUTOUTS -> CutOuts.read(anomalies.folder().orElseThrow());
            case UBNORMAL ->
                UbnormalObjects.read(
                        anomalies.folder().orElseThrow(),
                        network.frameWidth(),
                        network.frameHeight(),
                        anomalies.paperPasting(),
                        config.seed());
        };
    }
}
