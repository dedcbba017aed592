package dev.millrace.training.pipeline.web;

import dev.millrace.training.pipeline.FindTriggerState;
import dev.millrace.training.pipeline.TriggerState;
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
                pipelines.list(project, "", NotFound.NAMES).pipelines().stream()
                        .map(TriggerState::pipeline)
                        .toList(),
                "./millrace apply FILE declares one, and GET /v1/pipelines lists those that there are");
    }
}
