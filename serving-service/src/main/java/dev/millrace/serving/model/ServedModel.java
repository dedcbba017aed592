package dev.millrace.serving.model;

import dev.millrace.models.ModelPackage;
import dev.millrace.models.Outputs;
import dev.millrace.models.Predictor;
import dev.millrace.models.Rows;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loaded version. It is closed when nobody needs it any more: the table of served models holds it once, every request
 * that it answers holds it once.
 */
public final class ServedModel {

    private final Approval approval;
    private final ModelPackage modelPackage;
    private final Outputs outputs;
    private final Signature signature;
    private final Predictor predictor;
    private final AtomicInteger holders = new AtomicInteger(1);

    public ServedModel(Approval approval, ModelPackage modelPackage, Predictor predictor) {
        this.approval = approval;
        this.modelPackage = modelPackage;
        this.outputs = modelPackage.outputs();
        this.signature = new Signature(modelPackage.signature());
        this.predictor = predictor;
    }

    public Approval approval() {
        return approval;
    }

    public ModelPackage modelPackage() {
        return modelPackage;
    }

    public Signature signature() {
        return signature;
    }

    /** What its scores mean. */
    public Outputs outputs() {
        return outputs;
    }

    public boolean isClassifier() {
        return outputs.task().isClassification();
    }

    /** Values that {@link #scores} has for each row. */
    public int scoresPerRow() {
        return outputs.width();
    }

    public float[] scores(Rows rows) {
        return predictor.scores(rows);
    }

    /** The class that the scores of one row mean; for two classes the package's threshold decides. */
    public String predictedClass(float[] scores, int row) {
        return outputs.classes().get(outputs.place(scores, row));
    }

    Predictor predictor() {
        return predictor;
    }

    /** Keeps the version open until {@link #release}; false where it is closed already. */
    boolean hold() {
        int held = holders.get();
        while (held > 0) {
            if (holders.compareAndSet(held, held + 1)) {
                return true;
            }
            held = holders.get();
        }
        return false;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            predictor.close();
        }
    }
}
