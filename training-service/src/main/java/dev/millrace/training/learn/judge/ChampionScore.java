package dev.millrace.training.learn.judge;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.StorageException;
import dev.millrace.models.ClassNames;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Outputs;
import dev.millrace.models.Predictor;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.Champion;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the version in service does on the candidate's test rows.
 *
 * @param metrics empty where it could not be scored
 * @param problem why it could not; null where it was
 * @param beaten whether the candidate is better, and not by chance; null where it could not be scored
 */
public record ChampionScore(
        Map<String, Double> metrics,
        @Nullable String problem,
        @Nullable Boolean beaten) {

    public ChampionScore {
        metrics = Map.copyOf(metrics);
    }

    /** What the version in service calls its classes; empty where there is none. What is wrong with it is told by its score. */
    public static List<String> classes(ModelPackages packages, @Nullable Champion champion) {
        try {
            return champion == null
                    ? List.of()
                    : packages.read(champion.packageDigest()).target().classes();
        } catch (ArtifactMissingException
                | StorageException
                | ModelRefusedException
                | IllegalArgumentException unread) {
            return List.of();
        }
    }

    /**
     * Nothing that is wrong with a champion keeps a candidate from being judged.
     *
     * @param candidate the candidate's scores of the test rows
     * @param metric by which one of the two is better
     */
    public static ChampionScore of(
            ModelPackages packages, Digest champion, Part test, float[] candidate, String metric) {
        try {
            var manifest = packages.read(champion);
            var outputs = manifest.outputs();
            if (outputs.task() != test.labels().task()) {
                return failed("its task is " + manifest.target().task());
            }
            var labels = asOf(outputs, test.labels());
            if (labels.isEmpty()) {
                return failed("its classes are " + manifest.target().classes() + ", those of the test rows "
                        + test.labels().classes());
            }
            try (Predictor predictor = packages.predictor(manifest)) {
                float[] scores = test.through(predictor::scores, manifest.signature(), outputs.width())
                        .values();
                boolean beaten = PairedComparison.isBetter(
                        new PairedComparison.Side(test.labels(), candidate),
                        new PairedComparison.Side(labels.get(), scores),
                        metric);
                return new ChampionScore(RowMetrics.of(labels.get(), scores), null, beaten);
            }
        } catch (ArtifactMissingException
                | StorageException
                | ModelRefusedException
                | UnlearnableException
                | IllegalArgumentException
                | IllegalStateException failure) {
            return failed(String.valueOf(failure.getMessage()));
        }
    }

    /**
     * The labels with places among the champion's classes, which may have other words for truth values; empty where its classes
     * are others or mean another positive one.
     */
    private static Optional<Labels> asOf(Outputs champion, Labels labels) {
        var classes = labels.classes().stream()
                .map(name -> ClassNames.among(champion.classes(), name).orElse(name))
                .toList();
        boolean samePositive = labels.task() != Task.BINARY || classes.equals(champion.classes());
        boolean sameNumber = classes.size() == champion.classes().size();
        if (!samePositive || !sameNumber || !Set.copyOf(classes).equals(Set.copyOf(champion.classes()))) {
            return Optional.empty();
        }
        double[] places = Arrays.stream(labels.values())
                .map(value -> classes.isEmpty() ? value : champion.classes().indexOf(classes.get((int) value)))
                .toArray();
        return Optional.of(new Labels(champion, places));
    }

    private static ChampionScore failed(String problem) {
        return new ChampionScore(Map.of(), problem, null);
    }
}
