package dev.millrace.registry.pipeline.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.registry.pipeline.PipelineState.Applied;
import dev.millrace.registry.pipeline.PipelineVersions;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Versions of pipelines in a collection of their own. */
@Component
class MongoPipelineVersions implements PipelineVersions {

    private final PipelineVersionDocuments versions;

    MongoPipelineVersions(PipelineVersionDocuments versions) {
        this.versions = versions;
    }

    @Override
    public ReadModel row(String pipelineId, Applied applied) {
        return ReadModel.of(PipelineVersionDocument.of(pipelineId, applied));
    }

    @Override
    public Optional<Applied> find(String pipelineId, int version) {
        return versions.findById(PipelineVersionDocument.id(pipelineId, version))
                .map(PipelineVersionDocument::applied);
    }

    @Override
    public List<Applied> list(String pipelineId, int below, int limit) {
        return versions
                .findByPipelineIdAndVersionLessThanOrderByVersionDesc(pipelineId, below, Limit.of(limit))
                .stream()
                .map(PipelineVersionDocument::applied)
                .toList();
    }
}
