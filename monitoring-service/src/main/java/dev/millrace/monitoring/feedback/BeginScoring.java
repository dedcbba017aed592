package dev.millrace.monitoring.feedback;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.monitoring.episode.ReplacedEpisode;
import dev.millrace.monitoring.episode.ReplacementAnnouncements;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From an approval on, labels are compared with what the approved version reached on its test rows. */
public class BeginScoring {

    private final AggregateStore<Score> scores;
    private final ScoredModels models;
    private final ModelPackages packages;
    private final ReplacementAnnouncements announcements;

    BeginScoring(
            Aggregates aggregates,
            ScoredModels models,
            ArtifactStore artifacts,
            ReplacementAnnouncements announcements) {
        this.announcements = announcements;
        this.models = models;
        this.scores = CloseLabelWindows.scores(aggregates);
        this.packages = new ModelPackages(artifacts);
    }

    /** @throws ParkedException where the package cannot be read; the approval is tried again later */
    public void begin(Received<?> cause, Approved approved, String packageDigest) {
        var manifest = manifest(packageDigest);
        var served = new ServedVersion(
                approved,
                cause.envelope().eventId(),
                manifest.target().classes(),
                manifest.metrics().getOrDefault("test", Map.of()),
                manifest.provenance().split().testRows(),
                packageDigest);
        scores.on(
                cause,
                approved.scoreId(),
                score -> score != null && score.generation() >= approved.generation()
                        ? Decision.ignore("a newer generation is scored")
                        : Decision.apply(Score.begin(served, score), "scoring.started", ended(cause, score, approved))
                                .storing(models.row(served, null)));
    }

    /** That a drop which people were told to last is over, because the version that it is about is. */
    private Announcement<?>[] ended(Received<?> cause, @Nullable Score before, Approved next) {
        return Stream.ofNullable(before)
                .flatMap(score -> score.episode().stream()
                        .filter(listed -> listed.episode().isToldToLast())
                        .map(listed -> announcements.of(new ReplacedEpisode(
                                listed,
                                score.served().approved().pipeline(),
                                score.served().approved().scoreId(),
                                score.lineage(listed.episode().window()),
                                next.version(),
                                cause.envelope().occurredAt()))))
                .toArray(Announcement<?>[]::new);
    }

    private ModelPackage manifest(String packageDigest) {
        try {
            return packages.read(new Digest(packageDigest));
        } catch (ArtifactMissingException missing) {
            throw new ParkedException(missing.code(), String.valueOf(missing.getMessage()), true);
        } catch (ModelRefusedException refused) {
            throw new ParkedException(refused.code(), String.valueOf(refused.getMessage()), true);
        }
    }
}
