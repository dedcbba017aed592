package dev.millrace.training.run;

import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;

/**
 * The pipeline version in force.
 *
 * @param spec canonical JSON
 */
record Definition(int version, String digest, String spec) {

    PipelineSpec parsed() {
        return PipelineSpecs.fromCanonicalJson(spec);
    }
}
