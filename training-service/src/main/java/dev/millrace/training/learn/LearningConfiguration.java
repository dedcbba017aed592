package dev.millrace.training.learn;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.training.learn.rows.RunMemory;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives runs the one way to learn. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LearningProperties.class)
class LearningConfiguration {

    @Bean
    LearnModel learnModel(Datasets datasets, ArtifactStore artifacts, Clock clock, LearningProperties properties) {
        return new LearnFromRows(
                datasets,
                artifacts,
                clock,
                new RunMemory(properties.memory(Runtime.getRuntime().maxMemory())));
    }
}
