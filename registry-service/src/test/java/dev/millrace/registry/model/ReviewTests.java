package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.registry.model.Review.Word;
import dev.millrace.registry.model.Version.Status;
import org.junit.jupiter.api.Test;

class ReviewTests {

    private static final String REVIEWED = "{mode: manual, reviewers: [bob, ann]}";

    @Test
    void promotesWhatAReviewerApproves() {
        Review review = review(Fixtures.waiting(REVIEWED), Word.APPROVE, "bob");

        assertThat(review).isInstanceOfSatisfying(Review.Approved.class, approved -> {
            assertThat(approved.version().status()).isEqualTo(Status.APPROVED);
            assertThat(approved.generation().number()).isEqualTo(1);
            assertThat(approved.generation().approver()).isEqualTo("bob");
            assertThat(approved.state().championVersion()).isEqualTo(1);
        });
    }

    @Test
    void promotesNothingThatIsRejected() {
        Review review = review(Fixtures.waiting(REVIEWED), Word.REJECT, "bob");

        assertThat(review)
                .isInstanceOfSatisfying(
                        Review.Rejected.class,
                        rejected -> assertThat(rejected.state().champion()).isNull());
    }

    @Test
    void letsNobodyDecideAboutAModelOfTheirOwnDataOrRun() {
        assertThat(code(review(Fixtures.waiting(REVIEWED), Word.APPROVE, "ann")))
                .isEqualTo(Refusals.FOUR_EYES);
        assertThat(code(review(Fixtures.waiting(REVIEWED), Word.REJECT, "ann"))).isEqualTo(Refusals.FOUR_EYES);
    }

    @Test
    void letsThemWhereTwoEyesAreEnough() {
        ModelState state = Fixtures.waiting("{mode: manual, fourEyes: false}");

        assertThat(review(state, Word.APPROVE, "ann")).isInstanceOf(Review.Approved.class);
    }

    @Test
    void asksForOneOfTheReviewers() {
        assertThat(code(review(Fixtures.waiting(REVIEWED), Word.APPROVE, "eve")))
                .isEqualTo(Refusals.REVIEWER_REQUIRED);
    }

    @Test
    void tellsWhoDecidedFirst() {
        if (!(review(Fixtures.waiting(REVIEWED), Word.APPROVE, "bob") instanceof Review.Approved approved)) {
            throw new AssertionError("bob may approve");
        }

        Review second = review(approved.state(), Word.REJECT, "bob");

        assertThat(second)
                .isEqualTo(new Review.Refused(
                        Refusals.ALREADY_DECIDED, "Version 1 was approved by bob at 2026-11-21T10:00:00Z"));
    }

    @Test
    void tellsWhoDecidedAboutAVersionThatHasLeftTheDocument() {
        Version old = Fixtures.waiting(REVIEWED)
                .versions()
                .getFirst()
                .decided(Status.REJECTED, new Version.Verdict("bob", Fixtures.NOW, "too old"));

        Review review =
                Review.of(Fixtures.approved(2), 77, old, Word.APPROVE, "eve", "fine", Archived.NOTHING, Fixtures.NOW);

        assertThat(code(review)).isEqualTo(Refusals.ALREADY_DECIDED);
    }

    @Test
    void knowsNoOtherVersions() {
        Review review = Review.of(
                Fixtures.waiting(REVIEWED), 2, null, Word.APPROVE, "bob", "fine", Archived.NOTHING, Fixtures.NOW);

        assertThat(code(review)).isEqualTo(Refusals.VERSION_NOT_FOUND);
    }

    private static Review review(ModelState state, Word word, String by) {
        return Review.of(state, 1, null, word, by, "looks fine", Archived.NOTHING, Fixtures.NOW);
    }

    private static String code(Review review) {
        return review instanceof Review.Refused refused ? refused.code() : "";
    }
}
