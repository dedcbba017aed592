package dev.millrace.training.learn.judge;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.StorageException;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Predictor;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Part;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the version in service does on the candidate's test rows.
 *
 * @param metrics empty where it could not be scored
 * @param problem why it could not; null where it was
 */
public record ChampionScore(
        Map<String, Double> metrics, @Nullable String problem) {

    public ChampionScore {
        metrics = Map.copyOf(metrics);
    }

    /** Nothing that is wrong with a champion keeps a candidate from being judged. */
    public static ChampionScore of(ModelPackages packages, Digest champion, Part test) {
        try {
            ModelPackage manifest = packages.read(champion);
            if (!manifest.classes().equals(test.labels().classes())) {
                return failed("its classes are " + manifest.classes() + ", those of the test rows "
                        + test.labels().classes());
            }
            try (Predictor predictor = packages.predictor(manifest)) {
                double[] scores = secondClass(predictor.scores(test.raw(manifest.signature())));
                return new ChampionScore(BinaryMetrics.of(test.labels(), scores, manifest.threshold()), null);
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

    /** Every second score: what models of two classes say about the second one. */
    public static double[] secondClass(float[] scores) {
        double[] second = new double[scores.length / 2];
        for (int row = 0; row < second.length; row++) {
            second[row] = scores[2 * row + 1];
        }
        return second;
    }

    private static ChampionScore failed(String problem) {
        return new ChampionScore(Map.of(), problem);
    }
}
