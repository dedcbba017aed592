package dev.millrace.serving.model;

import dev.millrace.models.ModelPackage;
import dev.millrace.models.Predictor;

/** Makes a graph ready to run. */
@FunctionalInterface
public interface Predictors {

    /** @throws dev.millrace.models.ModelRefusedException where the graph is not one that we run */
    Predictor load(ModelPackage modelPackage, byte[] graph);
}
