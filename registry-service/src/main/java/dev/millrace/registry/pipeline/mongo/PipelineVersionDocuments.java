package dev.millrace.registry.pipeline.mongo;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Looks versions of pipelines up through their index. */
interface PipelineVersionDocuments extends Repository<PipelineVersionDocument, String> {

    Optional<PipelineVersionDocument> findById(String id);

    List<PipelineVersionDocument> findByPipelineIdAndVersionLessThanOrderByVersionDesc(
            String pipelineId, int below, Limit limit);
}
