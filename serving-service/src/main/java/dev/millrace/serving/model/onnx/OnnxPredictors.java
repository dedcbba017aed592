package dev.millrace.serving.model.onnx;

import dev.millrace.models.ModelPackage;
import dev.millrace.models.OnnxPredictor;
import dev.millrace.models.Predictor;
import dev.millrace.serving.model.Predictors;
import org.springframework.stereotype.Component;

/** Graphs as ONNX Runtime runs them. */
@Component
class OnnxPredictors implements Predictors {

    @Override
    public Predictor load(ModelPackage modelPackage, byte[] graph) {
        return OnnxPredictor.load(graph, modelPackage);
    }
}
