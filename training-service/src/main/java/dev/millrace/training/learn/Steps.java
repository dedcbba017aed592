package dev.millrace.training.learn;

import dev.millrace.training.learn.train.CancelledException;
import java.util.Map;

/** Where a run is, as a share of the whole; the place where a cancelled run stops. */
final class Steps {

    private static final double TRAINING_FROM = 0.1;
    private static final double TRAINING_TO = 0.8;

    private final Progress progress;

    Steps(Progress progress) {
        this.progress = progress;
    }

    void at(String stage, double fraction, Map<String, String> figures) {
        if (progress.cancelled()) {
            throw new CancelledException();
        }
        progress.at(stage, fraction, figures);
    }

    /** @param fraction of the training alone */
    void training(String trainer, double fraction, Map<String, String> figures) {
        at("training " + trainer, TRAINING_FROM + (TRAINING_TO - TRAINING_FROM) * fraction, figures);
    }
}
