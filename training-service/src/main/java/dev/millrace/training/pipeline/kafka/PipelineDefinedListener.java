package dev.millrace.training.pipeline.kafka;

import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.DefinePipeline;
import dev.millrace.training.pipeline.Definition;
import org.springframework.stereotype.Component;

/** A pipeline version as the one in force. */
@Component
class PipelineDefinedListener implements EventListener<PipelineDefined> {

    private final DefinePipeline definePipeline;

    PipelineDefinedListener(DefinePipeline definePipeline) {
        this.definePipeline = definePipeline;
    }

    @Override
    public Topic<PipelineDefined> topic() {
        return Topics.PIPELINE_DEFINED;
    }

    @Override
    public void on(Received<PipelineDefined> received) {
        var event = received.event();
        definePipeline.define(
                event.getProject(),
                event.getPipeline(),
                new Definition(event.getVersion(), event.getSpecDigest(), event.getSpec()),
                event.getDefinedBy(),
                received);
    }
}
