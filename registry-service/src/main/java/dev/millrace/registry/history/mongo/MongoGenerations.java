package dev.millrace.registry.history.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.registry.history.Deployment;
import dev.millrace.registry.history.Generation;
import dev.millrace.registry.history.Generations;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Generations and deployments in collections of their own. */
@Component
class MongoGenerations implements Generations {

    private final GenerationDocuments generations;
    private final DeploymentDocuments deployments;

    MongoGenerations(GenerationDocuments generations, DeploymentDocuments deployments) {
        this.generations = generations;
        this.deployments = deployments;
    }

    @Override
    public ReadModel row(String modelId, Generation generation) {
        return ReadModel.of(GenerationDocument.of(modelId, generation));
    }

    @Override
    public ReadModel row(String modelId, long generation, Deployment deployment) {
        return ReadModel.of(DeploymentDocument.of(modelId, generation, deployment));
    }

    @Override
    public List<Generation> list(String modelId, long below, int limit) {
        return values(generations.findByModelIdAndNumberLessThanOrderByNumberDesc(modelId, below, Limit.of(limit)));
    }

    @Override
    public List<Generation> ofVersion(String modelId, int version, long below, int limit) {
        return values(generations.findByModelIdAndVersionAndNumberLessThanOrderByNumberDesc(
                modelId, version, below, Limit.of(limit)));
    }

    private static List<Generation> values(List<GenerationDocument> documents) {
        return documents.stream().map(GenerationDocument::generation).toList();
    }

    @Override
    public Optional<Deployment> deployment(String modelId, long generation, String instance) {
        return deployments
                .findById(DeploymentDocument.id(modelId, generation, instance))
                .map(DeploymentDocument::deployment);
    }

    @Override
    public List<Deployment> deployments(String modelId, long generation, String after, int limit) {
        return deployments
                .findByModelIdAndGenerationAndInstanceGreaterThanOrderByInstance(
                        modelId, generation, after, Limit.of(limit))
                .stream()
                .map(DeploymentDocument::deployment)
                .toList();
    }
}
