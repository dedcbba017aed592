package dev.millrace.monitoring.feedback;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.pipelines.RowLabel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Looks up what a row says that a model predicts, in the specification that it was trained by. */
public class FindRowLabel {

    private static final long LARGEST_SPECIFICATION = 1 << 20;

    private final AggregateStore<Score> scores;
    private final ModelPackages packages;
    private final ArtifactStore artifacts;

    FindRowLabel(Aggregates aggregates, ArtifactStore artifacts) {
        this.scores = CloseLabelWindows.scores(aggregates);
        this.packages = new ModelPackages(artifacts);
        this.artifacts = artifacts;
    }

    /** Empty where the model was not put in service, or was trained by somebody else, without a specification. */
    public Optional<RowLabel> of(String project, String model) {
        return scores.find(ModelRole.champion(project, model).id())
                .flatMap(stored -> Optional.ofNullable(stored.state().served().packageDigest()))
                .flatMap(this::trainedOn);
    }

    private Optional<RowLabel> trainedOn(String packageDigest) {
        try {
            var specification = packages.read(new Digest(packageDigest))
                    .provenance()
                    .recipe()
                    .specDigest();
            return Digest.isOne(specification) ? Optional.of(label(specification)) : Optional.empty();
        } catch (ArtifactMissingException | ModelRefusedException unreadable) {
            return Optional.empty();
        }
    }

    private RowLabel label(String specification) {
        var content = artifacts.read(new Digest(specification), LARGEST_SPECIFICATION);
        return new RowLabel(PipelineSpecs.fromCanonicalJson(new String(content, StandardCharsets.UTF_8))
                .data());
    }
}
