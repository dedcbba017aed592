package dev.millrace.monitoring.feedback;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import java.util.Map;

/** From an approval on, labels are compared with what the approved version reached on its test rows. */
public class BeginScoring {

    private final AggregateStore<Score> scores;
    private final ScoredModels models;
    private final ModelPackages packages;

    BeginScoring(Aggregates aggregates, ScoredModels models, ArtifactStore artifacts) {
        this.models = models;
        this.scores = CloseLabelWindows.scores(aggregates);
        this.packages = new ModelPackages(artifacts);
    }

    /** The champion of an approval. */
    public record Champion(
            String project, String pipeline, String model, long generation, int version, String packageDigest) {}

    /** @throws ParkedException where the package cannot be read; the approval is tried again later */
    public void begin(Received<?> cause, Champion champion) {
        var manifest = manifest(champion);
        var served = new ServedVersion(
                champion.project(),
                champion.pipeline(),
                champion.model(),
                champion.generation(),
                champion.version(),
                cause.envelope().eventId(),
                manifest.target().classes(),
                manifest.metrics().getOrDefault("test", Map.of()),
                manifest.provenance().split().testRows(),
                champion.packageDigest());
        scores.on(
                cause,
                served.scoreId(),
                score -> score != null && score.generation() >= served.generation()
                        ? Decision.ignore("a newer generation is scored")
                        : Decision.apply(Score.begin(served), "scoring.started").storing(models.row(served, null)));
    }

    private ModelPackage manifest(Champion champion) {
        try {
            return packages.read(new Digest(champion.packageDigest()));
        } catch (ArtifactMissingException missing) {
            throw new ParkedException(missing.code(), String.valueOf(missing.getMessage()), true);
        } catch (ModelRefusedException refused) {
            throw new ParkedException(refused.code(), String.valueOf(refused.getMessage()), true);
        }
    }
}
