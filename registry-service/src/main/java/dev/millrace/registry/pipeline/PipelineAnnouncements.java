package dev.millrace.registry.pipeline;

import dev.millrace.messaging.Announcement;
import dev.millrace.registry.pipeline.PipelineState.Applied;

/** What the registry tells others about a pipeline. */
public interface PipelineAnnouncements {

    Announcement<?> defined(Specification specification, Applied applied);
}
