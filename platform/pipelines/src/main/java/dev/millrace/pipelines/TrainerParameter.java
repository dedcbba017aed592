package dev.millrace.pipelines;

import dev.millrace.pipelines.PipelineSpec.Trainer;
import java.util.List;

/**
 * One number that a trainer can be told: the table that the parser checks against and that training reads.
 *
 * @param whole whether only whole numbers make sense
 */
public record TrainerParameter(String name, double lowest, double highest, double standard, boolean whole) {

    private static final List<TrainerParameter> LOGISTIC_REGRESSION =
            List.of(whole("epochs", 1, 1000, 20), real("learningRate", 1e-6, 10, 0.1));

    private static final List<TrainerParameter> LINEAR_REGRESSION = List.of(real("ridge", 0, 1e6, 1));

    private static final List<TrainerParameter> GRADIENT_BOOSTED_TREES = List.of(
            whole("trees", 1, 5000, 1000),
            whole("depth", 1, 16, 6),
            real("learningRate", 1e-4, 1, 0.05),
            real("minChildWeight", 0, 1e6, 1),
            real("subsample", 0.01, 1, 0.8),
            real("columnSample", 0.01, 1, 0.8),
            real("lambda", 0, 1e6, 2),
            whole("earlyStopping", 0, 5000, 20));

    /** All parameters of a trainer, in the order of documentation. */
    public static List<TrainerParameter> of(Trainer trainer) {
        return switch (trainer) {
            case LOGISTIC_REGRESSION -> LOGISTIC_REGRESSION;
            case LINEAR_REGRESSION -> LINEAR_REGRESSION;
            case GRADIENT_BOOSTED_TREES -> GRADIENT_BOOSTED_TREES;
        };
    }

    private static TrainerParameter whole(String name, long lowest, long highest, long standard) {
        return new TrainerParameter(name, lowest, highest, standard, true);
    }

    private static TrainerParameter real(String name, double lowest, double highest, double standard) {
        return new TrainerParameter(name, lowest, highest, standard, false);
    }
}
