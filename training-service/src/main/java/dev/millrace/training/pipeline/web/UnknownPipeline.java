package dev.millrace.training.pipeline.web;

import dev.millrace.training.pipeline.FindTriggerState;
import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;

/** The answer where there is no pipeline of a name. */
final class UnknownPipeline {

    private UnknownPipeline() {}

    static Problem of(FindTriggerState pipelines, String project, String name) {
        return NotFound.named(
                "NOT_FOUND",
                "pipeline",
                name,
                pipelines.names(project, NotFound.NAMES),
                "./millrace apply FILE declares one, and GET /v1/pipelines lists those that there are");
    }
}
