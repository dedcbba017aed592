package dev.millrace.training.learn.train;

import java.util.Map;

/** How a trainer tells how far it is. */
@FunctionalInterface
public interface TrainingSteps {

    /**
     * One step is done.
     *
     * @param fraction of the training, 0 to 1
     * @throws CancelledException when nobody wants the result
     */
    void done(double fraction, Map<String, String> figures);
}
