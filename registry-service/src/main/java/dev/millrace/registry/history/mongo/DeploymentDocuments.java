package dev.millrace.registry.history.mongo;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Looks deployments up through their index. */
interface DeploymentDocuments extends Repository<DeploymentDocument, String> {

    Optional<DeploymentDocument> findById(String id);

    List<DeploymentDocument> findByModelIdAndGenerationAndInstanceGreaterThanOrderByInstance(
            String modelId, long generation, String after, Limit limit);
}
