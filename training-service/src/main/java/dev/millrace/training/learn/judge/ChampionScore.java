package dev.millrace.training.learn.judge;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.StorageException;
import dev.millrace.models.ClassNames;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Outputs;
import dev.millrace.models.Predictor;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.Champion;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RowMarks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the version in service does on the candidate's test rows, but for those that it was made of: it would look better by them than it is.
 *
 * @param metrics empty where it could not be scored
 * @param problem why it could not; null where it was
 * @param beaten whether the candidate is better, and not by chance; null where it could not be scored
 * @param own the candidate's metrics on the same rows, where these are not all test rows; else empty
 */
public record ChampionScore(
        Map<String, Double> metrics,
        @Nullable String problem,
        @Nullable Boolean beaten,
        Map<String, Double> own) {

    /** Where there is no champion. */
    public static final ChampionScore NONE = new ChampionScore(Map.of(), null, null, Map.of());

    /** Fewer rows that the champion was not made of say too little about it. */
    static final int LEAST_ROWS = 100;

    public ChampionScore {
        metrics = Map.copyOf(metrics);
        own = Map.copyOf(own);
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
            var learned = packages.learnedRows(manifest);
            if (learned.isEmpty()) {
                return scored(packages, manifest, test, candidate, metric);
            }
            var changed = RowMarks.changed(learned.get(), test.rows());
            if (!changed.isEmpty()) {
                return failed(
                        "the rows that it was made of are not known again, because the data have no column %s any more, or as something else"
                                .formatted(String.join(", ", changed)));
            }
            int[] unseen = RowMarks.unseen(learned.get(), test.rows());
            return unseen.length == test.size()
                    ? scored(packages, manifest, test, candidate, metric)
                    : onSome(packages, manifest, test, candidate, metric, unseen);
        } catch (ArtifactMissingException
                | StorageException
                | ModelRefusedException
                | UnlearnableException
                | IllegalArgumentException
                | IllegalStateException failure) {
            return failed(String.valueOf(failure.getMessage()));
        }
    }

    private static ChampionScore onSome(
            ModelPackages packages, ModelPackage manifest, Part test, float[] candidate, String metric, int[] unseen) {
        var some = test.select(unseen);
        int[] counts = some.labels().counts();
        boolean each =
                some.labels().task() != Task.BINARY || IntStream.of(counts).allMatch(count -> count > 0);
        if (unseen.length < LEAST_ROWS || !each) {
            return failed("it was made of %d of the %d test rows, and the other %d are too few to compare by"
                    .formatted(test.size() - unseen.length, test.size(), unseen.length));
        }
        int width = candidate.length / test.size();
        float[] own = new float[unseen.length * width];
        for (int row = 0; row < unseen.length; row++) {
            System.arraycopy(candidate, unseen[row] * width, own, row * width, width);
        }
        var score = scored(packages, manifest, some, own, metric);
        return score.problem() == null
                ? new ChampionScore(score.metrics, null, score.beaten, RowMetrics.of(some.labels(), own))
                : score;
    }

    private static ChampionScore scored(
            ModelPackages packages, ModelPackage manifest, Part test, float[] candidate, String metric) {
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
            return new ChampionScore(RowMetrics.of(labels.get(), scores), null, beaten, Map.of());
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
        return new ChampionScore(Map.of(), problem, null, Map.of());
    }
}
