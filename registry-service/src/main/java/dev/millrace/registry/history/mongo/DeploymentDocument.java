package dev.millrace.registry.history.mongo;

import dev.millrace.registry.history.Deployment;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** What one serving instance said last about one generation. */
@Document("deployments")
@CompoundIndex(name = "instance", def = "{'modelId': 1, 'generation': 1, 'instance': 1}")
record DeploymentDocument(@Id String id, String modelId, long generation, String instance, Deployment deployment) {

    static DeploymentDocument of(String modelId, long generation, Deployment deployment) {
        return new DeploymentDocument(
                id(modelId, generation, deployment.instance()), modelId, generation, deployment.instance(), deployment);
    }

    static String id(String modelId, long generation, String instance) {
        return modelId + "/" + generation + "/" + instance;
    }
}
