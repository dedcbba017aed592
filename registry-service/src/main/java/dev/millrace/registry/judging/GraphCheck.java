package dev.millrace.registry.judging;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.models.GoldenCheck;
import dev.millrace.models.GoldenRows;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Predictor;
import dev.millrace.models.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a candidate's graph before it is judged, as serving will before the version gets traffic: whether it loads, takes the
 * signature's columns, answers the golden rows as they were recorded, and answers where a value is missing that may be. How busy the
 * machine is decides about no version: what is too large or takes too long here is left to serving.
 */
public final class GraphCheck {

    private static final Logger log = LoggerFactory.getLogger(GraphCheck.class);

    private final ArtifactStore artifacts;
    private final ModelPackages packages;
    private final long largest;
    private final Duration limit;
    private final Semaphore free = new Semaphore(1);

    /**
     * @param largest size in bytes of the largest graph, and of the most golden rows, that are read here
     * @param limit time that one may take
     */
    public GraphCheck(ArtifactStore artifacts, long largest, Duration limit) {
        this.artifacts = artifacts;
        this.packages = new ModelPackages(artifacts);
        this.largest = largest;
        this.limit = limit;
    }

    /** What is wrong with the graph; empty where it is sound, and where only serving can try it. */
    Optional<String> problem(ModelPackage manifest) {
        if (isTooLarge(manifest)) {
            log.info("The graph of {} is larger than {} bytes: serving alone tries it", manifest.runId(), largest);
            return Optional.empty();
        }
        try {
            if (!free.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("An earlier graph has not ended: serving alone tries that of {}", manifest.runId());
                return Optional.empty();
            }
            return tried(manifest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a graph was tried", stopped);
        }
    }

    private boolean isTooLarge(ModelPackage manifest) {
        return Stream.of(manifest.parts().onnx(), manifest.parts().goldenRows())
                .map(digest -> artifacts.path(new Digest(digest)).toFile())
                .anyMatch(file -> file.length() > largest);
    }

    /** On a thread of its own, because a graph that never ends cannot be interrupted, only stopped. */
    private Optional<String> tried(ModelPackage manifest) throws InterruptedException {
        var loaded = new CompletableFuture<Predictor>();
        var task = new FutureTask<>(() -> {
            try (var predictor = packages.predictor(manifest)) {
                loaded.complete(predictor);
                return problem(predictor, manifest, packages.goldenRows(manifest));
            } finally {
                free.release();
            }
        });
        Thread.ofPlatform().daemon().name("graph-check").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            var _ = loaded.thenAccept(Predictor::stop);
            log.warn("The graph of {} is not done after {}: serving alone tries it", manifest.runId(), limit);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            log.error("Graphs cannot be run here: serving alone tries that of {}", manifest.runId(), failed);
        }
        return Optional.empty();
    }

    private static Optional<String> problem(Predictor predictor, ModelPackage manifest, GoldenRows golden) {
        return switch (GoldenCheck.replay(predictor, manifest, golden)) {
            case GoldenCheck.Result.Failed(var code, int row, var detail)
            when row < 0 -> Optional.of("%s: %s".formatted(code, detail));
            case GoldenCheck.Result.Failed(var code, int row, var detail) ->
                Optional.of("%s: golden row %d: %s".formatted(code, row, detail));
            case GoldenCheck.Result.Passed _ ->
                missing(predictor, manifest, golden.rows().getFirst());
        };
    }

    /** Whether the graph answers where every value is missing that may be. */
    private static Optional<String> missing(Predictor predictor, ModelPackage manifest, List<@Nullable Object> row) {
        var optional = IntStream.range(0, row.size())
                .filter(place -> manifest.signature().get(place).nullable())
                .boxed()
                .toList();
        if (answers(predictor, manifest, without(row, optional))) {
            return Optional.empty();
        }
        var column = optional.stream()
                .filter(place -> !answers(predictor, manifest, without(row, List.of(place))))
                .map(place -> "column " + manifest.signature().get(place).name())
                .findFirst()
                .orElse("every column that may be missing");
        return Optional.of("MISSING_UNANSWERED: without %s the graph gives no finite number:".formatted(column)
                + " let the signature say nullable: false, or export the model with an imputer in front");
    }

    private static List<@Nullable Object> without(List<@Nullable Object> row, List<Integer> places) {
        var values = new ArrayList<>(row);
        places.forEach(place -> values.set(place, null));
        return values;
    }

    private static boolean answers(Predictor predictor, ModelPackage manifest, List<@Nullable Object> row) {
        for (float score : predictor.scores(Rows.of(manifest.signature(), List.of(row)))) {
            if (!Float.isFinite(score)) {
                return false;
            }
        }
        return true;
    }
}
