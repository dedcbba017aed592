package dev.millrace.registry.pipeline;

import dev.millrace.messaging.ReadModel;
import dev.millrace.registry.pipeline.PipelineState.Applied;
import java.util.List;
import java.util.Optional;

/** Every version of every pipeline. */
public interface PipelineVersions {

    /** The document of a version, to be stored with the change that put it in force. */
    ReadModel row(String pipelineId, Applied applied);

    Optional<Applied> find(String pipelineId, int version);

    /** Newest first, below the given number. */
    List<Applied> list(String pipelineId, int below, int limit);
}
