package dev.millrace.training.learn.train;

import dev.millrace.training.learn.graph.Transform;
import java.util.function.Supplier;

/** One way to learn. Equal calls give equal models. */
public interface ModelTrainer {

    /** The matrix that it takes. */
    Transform.Form form();

    /**
     * Learns from the training rows; the validation rows may only decide when to stop.
     *
     * @param validation made where it is asked for, because most trainers do not
     * @throws CancelledException as soon as nobody wants the result
     */
    LearnedHead train(
            Transform transform,
            Matrix train,
            Supplier<Matrix> validation,
            Parameters parameters,
            long seed,
            TrainingSteps steps);
}
