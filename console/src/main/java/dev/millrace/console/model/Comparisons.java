package dev.millrace.console.model;

import dev.millrace.console.model.RegistryAnswers.Evaluation;
import dev.millrace.console.model.RegistryAnswers.Lineage;
import dev.millrace.console.model.RegistryAnswers.ModelDetail;
import dev.millrace.console.model.RegistryAnswers.PipelineVersion;
import dev.millrace.console.model.RegistryAnswers.Version;
import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import dev.millrace.console.service.Pending;
import org.jspecify.annotations.Nullable;

/** Asks the registry for two versions side by side. */
final class Comparisons {

    private static final String ONE = "/v1/models/{model}/versions/{version}";
    private static final String LINEAGE = ONE + "/lineage";
    private static final String EVALUATION = ONE + "/evaluation";

    private Comparisons() {}

    /** @param against null for the version that serves or, where this one does, the one that it was judged against */
    static Comparison ask(Asking asking, String model, int version, @Nullable Integer against) {
        var detail = asking.of(Part.REGISTRY, ModelDetail.class, "/v1/models/{model}", model);
        var one = asking.of(Part.REGISTRY, Version.class, ONE, model, version);
        var lineage = asking.of(Part.REGISTRY, Lineage.class, LINEAGE, model, version);
        var evaluation = asking.of(Part.REGISTRY, Evaluation.class, EVALUATION, model, version);
        var champion =
                detail.answer().given().map(found -> found.model().champion()).orElse(null);
        var chosen = against != null ? against : usual(version, champion, one.answer());
        var other = chosen == null ? null : other(asking, model, chosen, champion, lineage.answer());
        return new Comparison(detail.answer(), one.answer(), lineage.answer(), evaluation.answer(), other);
    }

    private static @Nullable Integer usual(int version, @Nullable Integer champion, Answer<Version> one) {
        return champion != null && champion != version
                ? champion
                : one.given().map(found -> found.judgement().championVersion()).orElse(null);
    }

    private static Comparison.Other other(
            Asking asking, String model, int version, @Nullable Integer champion, Answer<Lineage> one) {
        var lineage = asking.of(Part.REGISTRY, Lineage.class, LINEAGE, model, version);
        var evaluation = asking.of(Part.REGISTRY, Evaluation.class, EVALUATION, model, version);
        var differences = one.given()
                .flatMap(first -> lineage.answer().given().map(second -> differences(asking, second, first)))
                .orElse(null);
        boolean live = champion != null && champion == version;
        return new Comparison.Other(version, live, lineage.answer(), evaluation.answer(), differences);
    }

    /** Specifications are asked for only where they differ. */
    private static Differences differences(Asking asking, Lineage other, Lineage one) {
        if (other.specification().digest().equals(one.specification().digest())) {
            return Differences.between(other, one, null, null);
        }
        var second = specification(asking, other);
        var first = specification(asking, one);
        return Differences.between(
                other,
                one,
                second.answer().given().orElse(null),
                first.answer().given().orElse(null));
    }

    private static Pending<PipelineVersion> specification(Asking asking, Lineage lineage) {
        return asking.of(
                Part.REGISTRY,
                PipelineVersion.class,
                "/v1/pipelines/{pipeline}/versions/{version}",
                lineage.specification().pipeline(),
                lineage.specification().version());
    }
}
