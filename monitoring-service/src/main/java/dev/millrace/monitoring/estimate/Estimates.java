package dev.millrace.monitoring.estimate;

import java.util.Optional;

/** What was estimated of the models in service. */
@FunctionalInterface
public interface Estimates {

    /** Empty where no version of the model was put in service. */
    Optional<EstimatedView> find(String project, String model);
}
