package dev.millrace.training.pipeline;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;

/**
 * The pipeline version in force.
 *
 * @param digest of the specification, which is an artifact too
 * @param spec canonical JSON
 */
public record Definition(int version, String digest, String spec) {

    /** Equal where two versions learn the same model from the same rows. */
    String learningDigest() {
        return PipelineSpecs.learningDigest(parsed());
    }

    PipelineSpec parsed() {
        return PipelineSpecs.fromCanonicalJson(spec);
    }
}
