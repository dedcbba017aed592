package dev.millrace.training.pipeline;

import dev.millrace.training.data.DataRange;
import org.jspecify.annotations.Nullable;

/**
 * The run that a pipeline started and that has not ended.
 *
 * @param dataset what it reads; another one than the pipeline's where that changed meanwhile
 * @param pipelineVersion by which it learns, whatever comes into force while it does
 * @param specDigest the artifact that holds the specification of that version
 * @param judged whether its model was approved or rejected already, which may be heard before the end of the run
 * @param approved whether that was an approval; null where it was not judged
 * @param learningDigest of what the specification says about learning; null in runs of releases that did not keep it
 */
public record ActiveRun(
        RunRequest request,
        String dataset,
        DataRange data,
        int pipelineVersion,
        String specDigest,
        boolean judged,
        @Nullable Boolean approved,
        @Nullable String learningDigest) {

    static ActiveRun of(RunRequest request, Definition definition, DataRange data) {
        return new ActiveRun(
                request,
                definition.parsed().data().dataset(),
                data,
                definition.version(),
                definition.digest(),
                false,
                null,
                definition.learningDigest());
    }

    public int number() {
        return request.number();
    }

    /** Whether it reads all of these. */
    boolean covers(String ofDataset, DataRange all) {
        return dataset.equals(ofDataset) && data.reaches(all);
    }

    ActiveRun asJudged(boolean approval) {
        return new ActiveRun(request, dataset, data, pipelineVersion, specDigest, true, approval, learningDigest);
    }
}
