package dev.millrace.registry.pipeline.kafka;

import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.registry.pipeline.PipelineAnnouncements;
import dev.millrace.registry.pipeline.PipelineState.Applied;
import dev.millrace.registry.pipeline.Specification;
import org.springframework.stereotype.Component;

/** Pipelines in the words of the contract. */
@Component
class AvroPipelineAnnouncements implements PipelineAnnouncements {

    @Override
    public Announcement<?> defined(Specification specification, Applied applied) {
        var event = new PipelineDefined();
        event.setPipeline(specification.pipeline());
        event.setVersion(applied.version());
        event.setSpecDigest(specification.digest());
        event.setSpec(specification.json());
        event.setDefinedBy(applied.definedBy());
        return Announcement.of(Topics.PIPELINE_DEFINED, event);
    }
}
