package dev.millrace.serving.prediction;

import dev.millrace.serving.model.DecideServing;
import dev.millrace.serving.model.DecideServing.Outcome;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.VersionState;
import dev.millrace.serving.model.VersionState.Status;
import dev.millrace.web.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The repository extension of the Open Inference Protocol: what there is, and loading and unloading, which are decisions. */
public final class RepositoryExtension {

    /** The parameter of a request to load or unload that says why. */
    public static final String REASON = "reason";

    private static final int LONGEST_REASON = 500;

    private final Readiness readiness;
    private final DecideServing decideServing;

    RepositoryExtension(Readiness readiness, DecideServing decideServing) {
        this.readiness = readiness;
        this.decideServing = decideServing;
    }

    /**
     * One version.
     *
     * @param state READY, LOADING or UNAVAILABLE
     * @param reason why it is not ready; empty where it is
     */
    public record Entry(String name, String version, String state, String reason) {}

    /** What there is in a project, by name. */
    public List<Entry> index(String project, boolean onlyReady) {
        return readiness.states(project).stream()
                .filter(state -> !onlyReady || state.status() == Status.AVAILABLE)
                .map(RepositoryExtension::entry)
                .toList();
    }

    private static Entry entry(VersionState version) {
        var state = switch (version.status()) {
            case AVAILABLE -> "READY";
            case LOADING -> "LOADING";
            case FAILED, WITHDRAWN -> "UNAVAILABLE";
        };
        var approval = version.approval();
        return new Entry(approval.name().model(), Integer.toString(approval.version()), state, version.reason());
    }

    /** Has every instance answer with what is approved. */
    public void load(ModelName name, String by, String reason) {
        check(name, decideServing.restore(name, by, checked(reason)));
    }

    /** Has no instance answer with the model, until it is loaded again or another version is approved. */
    public void unload(ModelName name, String by, String reason) {
        check(name, decideServing.withdraw(name, by, checked(reason)));
    }

    private static String checked(String reason) {
        if (reason.length() > LONGEST_REASON) {
            throw Refusals.bad("REASON_TOO_LONG", "A reason has at most " + LONGEST_REASON + " characters");
        }
        return reason;
    }

    /** Models come and go by approval, so that nothing about them can be said while they are loaded. */
    public static Problem unknownParameter(String parameter) {
        return Refusals.bad(
                "PARAMETER_UNKNOWN",
                "What is loaded is what is approved: the only parameters are %s and unload_dependents, not %s"
                        .formatted(REASON, Refusals.shorten(parameter)));
    }

    private static void check(ModelName name, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done() -> {}
            case Outcome.Unknown() -> throw Refusals.noModel(name.model(), List.of());
            case Outcome.NotLoaded(int version, String code, String detail) ->
                throw new Problem(
                        HttpStatus.CONFLICT,
                        code,
                        "Version %d of %s cannot be loaded, and is tried again: %s"
                                .formatted(version, name.model(), detail));
            case Outcome.Unconfirmed(String detail) ->
                throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, "DECISION_UNCONFIRMED", detail);
        }
    }
}
