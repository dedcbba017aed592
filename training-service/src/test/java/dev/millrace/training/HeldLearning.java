package dev.millrace.training;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.training.learn.Champion;
import dev.millrace.training.learn.FeatureChoice;
import dev.millrace.training.learn.KnownTarget;
import dev.millrace.training.learn.LearnModel;
import dev.millrace.training.learn.Learned;
import dev.millrace.training.learn.LearningTask;
import dev.millrace.training.learn.Progress;
import dev.millrace.training.learn.Selection;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.Warning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Fixture: learning that takes as long as a test wants, and fails or warns for pipelines named so. */
@Configuration(proxyBeanMethods = false)
class HeldLearning {

    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    /** Keeps every run of the pipeline from ending. */
    void hold(String pipeline) {
        held.put(pipeline, new CountDownLatch(1));
    }

    void release(String pipeline) {
        var latch = held.get(pipeline);
        if (latch != null) {
            latch.countDown();
        }
    }

    @Bean
    @Primary
    LearnModel heldLearnModel(ArtifactStore artifacts) {
        return (task, champion, progress) -> {
            if (task.spec().name().startsWith("lost")) {
                task.data().parts().forEach(artifacts::path);
            }
            return learn(task, champion, progress);
        };
    }

    private Learned learn(LearningTask task, Supplier<Optional<Champion>> champion, Progress progress) {
        progress.at("waiting for the test", 0.5, Map.of("rows", "7"));
        var pipeline = task.spec().name();
        await(held.getOrDefault(pipeline, new CountDownLatch(0)));
        if (pipeline.startsWith("hopeless")) {
            throw new UnlearnableException("LABEL_CONSTANT", "every label is false");
        }
        if (pipeline.startsWith("broken")) {
            throw new IllegalStateException("the disk is on fire");
        }
        return new Learned(
                new Digest("ab".repeat(32)),
                new KnownTarget(task.spec().data().label(), "binary-classification", "true"),
                new Learned.Metrics(
                        Map.of("auc", 0.9),
                        Map.of("auc", 0.85),
                        Map.of("auc", 0.8),
                        Map.of("auc", 0.5),
                        new Digest("cd".repeat(32))),
                new Learned.Comparison(champion.get().orElse(null), Map.of(), null, null, "rows", Map.of()),
                new Learned.Recipe("logistic-regression", Map.of(), 7),
                new Selection(
                        "auc",
                        "the 7 validation rows",
                        List.of(new Selection.Scored("logistic-regression", Map.of(), 0.85, true)),
                        0.5),
                Map.of(),
                List.of(new FeatureChoice("copy", "number", "numbers")),
                pipeline.startsWith("leaky")
                        ? List.of(new Warning("LABEL_LEAK", "copy", "copy alone tells the label"))
                        : List.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
