package dev.millrace.monitoring.estimate;

import dev.millrace.models.ModelPackage;

/** The test rows that a package carries. */
@FunctionalInterface
public interface ReadTestAnswers {

    /**
     * All test rows, or of very many every so many.
     *
     * @throws dev.millrace.artifacts.ArtifactMissingException where they are missing or damaged
     * @throws dev.millrace.models.ModelRefusedException where they do not fit the package
     */
    TestAnswers of(ModelPackage manifest);
}
