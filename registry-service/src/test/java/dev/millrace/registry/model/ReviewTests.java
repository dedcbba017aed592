package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.registry.history.Version.Verdict;
import dev.millrace.registry.model.Fixtures.Model;
import dev.millrace.registry.model.Review.Choice;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReviewTests {

    private static final String REVIEWED = "{mode: manual, reviewers: [bob, ann]}";

    @Test
    void promotesWhatAReviewerApproves() {
        var review = review(Fixtures.waiting(REVIEWED), Choice.APPROVE, "bob");

        assertThat(review).isInstanceOfSatisfying(Review.Approved.class, approved -> {
            assertThat(approved.version().decision()).isNotNull();
            assertThat(approved.champion().generation().number()).isEqualTo(1);
            assertThat(approved.champion().generation().approver()).isEqualTo("bob");
            assertThat(approved.state().championVersion()).isEqualTo(1);
            assertThat(approved.state().waiting()).isZero();
        });
    }

    @Test
    void promotesNothingThatIsRejected() {
        var review = review(Fixtures.waiting(REVIEWED), Choice.REJECT, "bob");

        assertThat(review).isInstanceOfSatisfying(Review.Rejected.class, rejected -> {
            assertThat(rejected.state().champion()).isNull();
            assertThat(rejected.state().waiting()).isZero();
        });
    }

    @Test
    void letsNobodyDecideAboutAModelOfTheirOwnDataOrRun() {
        assertThat(code(review(Fixtures.waiting(REVIEWED), Choice.APPROVE, "ann")))
                .isEqualTo(Refusals.FOUR_EYES);
        assertThat(code(review(Fixtures.waiting(REVIEWED), Choice.REJECT, "ann")))
                .isEqualTo(Refusals.FOUR_EYES);
    }

    @Test
    void letsThemWhereTwoEyesAreEnough() {
        var model = Fixtures.waiting("{mode: manual, fourEyes: false}");

        assertThat(review(model, Choice.APPROVE, "ann")).isInstanceOf(Review.Approved.class);
    }

    @Test
    void asksForOneOfTheReviewers() {
        assertThat(code(review(Fixtures.waiting(REVIEWED), Choice.APPROVE, "eve")))
                .isEqualTo(Refusals.REVIEWER_REQUIRED);
    }

    @Test
    void tellsWhoDecidedFirstThoughTheDocumentStillSaysThatItWaits() {
        var model = Fixtures.waiting(REVIEWED);
        var approved = (Review.Approved) review(model, Choice.APPROVE, "bob");

        var second = review(new Model(approved.state(), model.versions()), Choice.REJECT, "bob");

        assertThat(second)
                .isEqualTo(new Review.Refused(
                        Refusals.ALREADY_DECIDED, "Version 1 was approved by bob at 2026-11-21T10:00:00Z"));
    }

    @Test
    void tellsWhoDecidedAboutAVersionThatOnlyItsDocumentRemembers() {
        var state = Objects.requireNonNull(Fixtures.approved(200).state());
        var old =
                Fixtures.waiting(REVIEWED).versions().getFirst().rejected(new Verdict("bob", Fixtures.NOW, "too old"));

        var review =
                Review.of(state, 1, VersionLookup.of(state, old), Choice.APPROVE, "eve", "fine", null, Fixtures.NOW);

        assertThat(code(review)).isEqualTo(Refusals.ALREADY_DECIDED);
    }

    @Test
    void decidesNothingOnADocumentThatMayBeOutdated() {
        var early = Fixtures.waiting(REVIEWED);
        var state = Objects.requireNonNull(Fixtures.approved(200).state());

        var review = Review.of(state, 1, early.lookup(1), Choice.APPROVE, "bob", "fine", null, Fixtures.NOW);

        assertThat(code(review)).isEqualTo(Refusals.CHANGED_MEANWHILE);
    }

    @Test
    void decidesOnlyWhereThePersonKnowsWhatIsInService() {
        var model = Fixtures.waiting(REVIEWED);
        var lookup = model.lookup(1);

        assertThat(code(Review.of(model.state(), 1, lookup, Choice.APPROVE, "bob", "fine", 4L, Fixtures.NOW)))
                .isEqualTo(Refusals.GENERATION_CHANGED);
        assertThat(Review.of(model.state(), 1, lookup, Choice.APPROVE, "bob", "fine", 0L, Fixtures.NOW))
                .isInstanceOf(Review.Approved.class);
    }

    @Test
    void saysBeforehandWhoMayDecide() {
        var version = Fixtures.waiting(REVIEWED).versions().getFirst();

        assertThat(Permission.of(version, "bob", true)).isEqualTo(Permission.ALLOWED);
        assertThat(Permission.of(version, "bob", false).code()).isEqualTo("ROLE_REQUIRED");
        assertThat(Permission.of(version, version.training().actors().getFirst(), true)
                        .code())
                .isEqualTo(Refusals.FOUR_EYES);
        assertThat(Permission.of(version.rejected(new Verdict("bob", Fixtures.NOW, "no")), "eve", true)
                        .code())
                .isEqualTo(Refusals.ALREADY_DECIDED);
    }

    @Test
    void knowsNoOtherVersions() {
        var model = Fixtures.waiting(REVIEWED);
        var nothing = Fixtures.nothing(model.state());

        assertThat(code(Review.of(model.state(), 2, nothing, Choice.APPROVE, "bob", "fine", null, Fixtures.NOW)))
                .isEqualTo(Refusals.VERSION_NOT_FOUND);
        assertThat(code(Review.of(model.state(), 0, nothing, Choice.APPROVE, "bob", "fine", null, Fixtures.NOW)))
                .isEqualTo(Refusals.VERSION_NOT_FOUND);
    }

    private static Review review(Model model, Choice choice, String by) {
        var version = List.copyOf(model.versions()).getFirst();
        return Review.of(
                model.state(),
                1,
                VersionLookup.of(model.state(), version),
                choice,
                by,
                "looks fine",
                null,
                Fixtures.NOW);
    }

    private static String code(Review review) {
        return review instanceof Review.Refused refused ? refused.code() : "";
    }
}
