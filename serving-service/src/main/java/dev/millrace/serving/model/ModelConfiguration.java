package dev.millrace.serving.model;

import dev.millrace.artifacts.ArtifactStore;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the loading of models. */
@Configuration
@EnableConfigurationProperties(ModelProperties.class)
class ModelConfiguration {

    @Bean
    ServedModels servedModels() {
        return new ServedModels();
    }

    @Bean
    Readiness readiness(ServedModels served, Clock clock, ModelProperties properties) {
        return new Readiness(served, clock, properties.startGrace());
    }

    @Bean
    SummarizeServedModels summarizeServedModels(ServedModels served, Readiness readiness) {
        return new SummarizeServedModels(served, readiness);
    }

    @Bean
    Deployer deployer(
            ServedModels served,
            Readiness readiness,
            ArtifactStore store,
            Predictors predictors,
            Deployments deployments,
            ModelProperties properties,
            Environment environment) {
        var directory = Path.of(environment.getRequiredProperty("millrace.serving.own-directory"));
        var cache = new ModelCache(directory.resolve("models"));
        var fetcher = new ModelFetcher(store, cache, properties.maxArtifact().toBytes());
        var deployModel = new DeployModel(served, fetcher, cache, predictors, properties.rehearsalLimit());
        var deployer = new Deployer(served, deployModel, cache, deployments, readiness, properties);
        deployer.restore();
        return deployer;
    }

    @Bean
    DecideServing decideServing(
            ServedModels served,
            Readiness readiness,
            Deployer deployer,
            ServingDecisions decisions,
            ModelProperties properties) {
        return new DecideServing(served, readiness, deployer, decisions, properties.decisionLimit());
    }
}
