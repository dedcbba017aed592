package dev.millrace.registry.pipeline.mongo;

import dev.millrace.registry.pipeline.PipelineState.Applied;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A version of a pipeline as it is listed. */
@Document("pipeline-versions")
@CompoundIndex(name = "version", def = "{'pipelineId': 1, 'version': -1}")
record PipelineVersionDocument(@Id String id, String pipelineId, int version, Applied applied) {

    static PipelineVersionDocument of(String pipelineId, Applied applied) {
        return new PipelineVersionDocument(id(pipelineId, applied.version()), pipelineId, applied.version(), applied);
    }

    static String id(String pipelineId, int version) {
        return pipelineId + "/" + version;
    }
}
