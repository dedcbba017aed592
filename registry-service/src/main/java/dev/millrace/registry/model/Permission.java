package dev.millrace.registry.model;

import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Version.Status;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person may decide about a version, by the rules that hold for the decision itself.
 *
 * @param code why not; null where they may
 * @param detail the same as a sentence; null where they may
 */
public record Permission(
        boolean allowed, @Nullable String code, @Nullable String detail) {

    static final Permission ALLOWED = new Permission(true, null, null);

    /** @param approver whether they have the role */
    public static Permission of(Version version, String person, boolean approver) {
        if (version.decision() != null) {
            return refused(Refusals.ALREADY_DECIDED, decided(version.number(), version.status(), version.decision()));
        }
        return approver ? byRules(version, person) : refused("ROLE_REQUIRED", "This needs the role approver");
    }

    /** What the version's pipeline says about who decides. */
    static Permission byRules(Version version, String person) {
        if (version.review().fourEyes() && version.isBy(person)) {
            return refused(
                    Refusals.FOUR_EYES,
                    "Whoever brought its data or asked for its run cannot decide about a model, and %s did"
                            .formatted(person));
        }
        var reviewers = version.review().reviewers();
        return reviewers.isEmpty() || reviewers.contains(person)
                ? ALLOWED
                : refused(Refusals.REVIEWER_REQUIRED, "The specification names who may decide");
    }

    static String decided(int number, Status status, Version.Verdict decision) {
        return "Version %d was %s by %s at %s"
                .formatted(number, status == Status.APPROVED ? "approved" : "rejected", decision.by(), decision.at());
    }

    private static Permission refused(String code, String detail) {
        return new Permission(false, code, detail);
    }
}
