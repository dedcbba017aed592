package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ModelPagesTests extends PageTest {

    private static final String MAY = "{\"allowed\":true,\"code\":null,\"detail\":null}";
    private static final String MAY_NOT =
            "{\"allowed\":false,\"code\":\"FOUR_EYES\",\"detail\":\"Whoever brought the data does not decide\"}";
    private static final String WITHDRAWAL =
            "{\"generation\":2,\"by\":\"dan\",\"reason\":\"wrong <b>fares</b>\",\"at\":\"2026-11-28T12:20:00Z\"}";
    private static final String APPROVE = "/models/taxi-tips/versions/4/approve";

    @Test
    void listsModelsWithWhatIsLiveAndWhatWaits() {
        SERVICES.on("/v1/models?after=&limit=50", """
            {"models":[{"model":"taxi-tips","pipeline":"taxi-tips","versions":4,"champion":3,"generation":3,"since":"2026-11-28T09:02:00Z","waiting":[4],"waitingCount":1,
              "level":"DRIFT","since":"2026-11-28T12:20:00Z","performance":null},
              {"model":"fresh","pipeline":"fresh","versions":1,"champion":null,"generation":0,"waiting":[],"waitingCount":0,"level":"NOT_ENOUGH_DATA","since":null,"performance":null},
              {"model":"stopped","pipeline":"stopped","versions":2,"champion":2,"generation":2,"waiting":[],"waitingCount":0,"withdrawal":%s}]}\
            """.formatted(WITHDRAWAL));

        var rows = admin().page("/models").select("#models tbody tr");

        assertThat(rows.get(0).text()).contains("taxi-tips", "version 3 since 28 Nov", "version 4", "DRIFT", "since");
        assertThat(rows.get(1).text()).contains("none yet", "no labels yet");
        assertThat(rows.get(2).text()).contains("version 2", "withdrawn").doesNotContain("generation");
    }

    @Test
    void saysWhoHasWithdrawnAModelAndWhy() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on(
                "/v1/models/taxi-tips",
                RecordedModels.detail()
                        .replace("\"waitingCount\":1", "\"waitingCount\":1,\"withdrawal\":" + WITHDRAWAL));

        var page = admin().page("/models/taxi-tips");

        assertThat(page.select("#live-now").text())
                .contains("Withdrawn since", "by dan: “wrong <b>fares</b>”", "until it is loaded again");
    }

    @Test
    void saysWhatIsLiveSinceWhenAndOnWhoseWord() {
        RecordedModels.record(SERVICES, MAY);

        var page = admin().page("/models/taxi-tips");

        assertThat(page.select(".verdict").text())
                .contains("Version 3 since", "approved by reviewer", "“better on cash trips”", "serves on 1 of 1");
        assertThat(page.select("#live-now").text()).contains("Version 4 waits for a person");
        assertThat(page.select("#versions tbody tr").first().text()).contains("0.9058");
        assertThat(page.text()).as("monitoring was not recorded").contains("There is no such thing");
    }

    @Test
    void comparesAVersionWithTheOneThatServesAndShowsOnlyWhatDiffers() {
        RecordedModels.record(SERVICES, MAY);

        var page = admin().page("/models/taxi-tips/versions/4");

        assertThat(page.select("#differences-title").text()).isEqualTo("What differs from version 3, live");
        var different = page.select("section[aria-labelledby=differences-title] > .table");
        assertThat(different.text())
                .contains("trees 200 300", "versions 1, 3 1, 3, 4")
                .doesNotContain("depth");
        assertThat(page.select("section[aria-labelledby=differences-title] details")
                        .text())
                .contains("equal: show", "depth");
        assertThat(page.select("section[aria-labelledby=metrics-title]").text())
                .contains(
                        "Both on the same test rows",
                        "auc 0.9058 0.9045 +0.0013 better",
                        "log-loss 0.3000 0.3100 −0.0100 better");
        assertThat(page.select("section[aria-labelledby=gates-title] svg.plot-small"))
                .hasSize(2);
        assertThat(page.select("section[aria-labelledby=slices-title] tbody tr")
                        .first()
                        .text())
                .as("the worst slice comes first, and its name is no markup")
                .contains("payment_type=<script>");
        assertThat(page.select("section[aria-labelledby=curves-title] svg path.stroke"))
                .isNotEmpty();
        assertThat(page.select("[style]")).isEmpty();
    }

    /** The figure on all test rows, 0.9058, would make the version look better than it is beside the champion's 0.9045. */
    @Test
    void comparesByTheRowsThatTheChampionWasNotMadeOf() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on(
                "/v1/models/taxi-tips/versions/4/lineage",
                RecordedModels.lineage(4, "[1,3,4]", 300, 3)
                        .replace(
                                "\"championProblem\":null",
                                "\"championProblem\":null,\"comparedTestMetrics\":{\"auc\":0.9031,\"log-loss\":0.32}"));

        var metrics = admin().page("/models/taxi-tips/versions/4").select("section[aria-labelledby=metrics-title]");

        assertThat(metrics.text())
                .contains(
                        "Both on those test rows of version 4 that version 3 was not made of.",
                        "version 4, all its test rows",
                        "auc 0.9031 0.9045 −0.0014 worse 0.9058");
    }

    @Test
    void comparesByAllTestRowsWhereNoneWereLeftOut() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on(
                "/v1/models/taxi-tips/versions/4/lineage",
                RecordedModels.lineage(4, "[1,3,4]", 300, 3)
                        .replace("\"championProblem\":null", "\"championProblem\":null,\"comparedTestMetrics\":{}"));

        assertThat(admin().page("/models/taxi-tips/versions/4")
                        .select("section[aria-labelledby=metrics-title]")
                        .text())
                .contains("Both on the same test rows.", "auc 0.9058 0.9045 +0.0013 better");
    }

    @Test
    void saysWhyTheChampionWasNotScoredOnTheSameRows() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on(
                "/v1/models/taxi-tips/versions/4/lineage",
                RecordedModels.lineage(4, "[1,3,4]", 300, 3)
                        .replace(
                                "\"championTestMetrics\":{\"auc\":0.9045,\"log-loss\":0.31}",
                                "\"championTestMetrics\":{}")
                        .replace("\"championProblem\":null", "\"championProblem\":\"12 other rows are too few\""));

        var metrics = admin().page("/models/taxi-tips/versions/4").select("section[aria-labelledby=metrics-title]");

        assertThat(metrics.text())
                .contains("Each on its own test rows", "(12 other rows are too few)", "auc 0.9058 0.9173")
                .doesNotContain("better", "worse");
    }

    @Test
    void comparesBeforeARollbackByTheRowsOnWhichTheLiveVersionWasJudged() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on("/v1/models/taxi-tips/versions/2", RecordedModels.version(2, "APPROVED", false, 0.95, "null", ""))
                .on("/v1/models/taxi-tips/versions/2/lineage", RecordedModels.lineage(2, "[1]", 100, null));

        var metrics = admin().page("/models/taxi-tips/rollback").select("section[aria-labelledby=metrics-title]");

        assertThat(metrics.text()).contains("Both on the same test rows.", "auc 0.9045 0.9173");
    }

    @Test
    void plotsAVersionBesideTheChampionByTheFiguresThatWereCompared() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on(
                "/v1/models/taxi-tips/versions",
                "{\"versions\":[%s]}"
                        .formatted(RecordedModels.waiting(MAY)
                                .replace(
                                        "\"value\":0.9058,\"championValue\":0.9",
                                        "\"value\":0.8,\"championValue\":0.9")));

        assertThat(admin().page("/models/taxi-tips")
                        .select("section[aria-labelledby=by-version] tbody tr")
                        .text())
                .isEqualTo("4 0.8000 0.9000 −0.1000");
    }

    @Test
    void saysWhoMayDecideAndWhoMayNotAndWhy() {
        RecordedModels.record(SERVICES, MAY_NOT);

        var box = admin().page("/models/taxi-tips/versions/4").select("#decide");

        assertThat(box.text())
                .contains("You may not decide", "FOUR_EYES", "Whoever brought the data", "Behind it: admin");
        assertThat(box.select("button[disabled]")).hasSize(2);
        assertThat(box.select("a.button")).isEmpty();
    }

    @Test
    void sendsAnApprovalOnceWithItsReasonAndTheGenerationThatWasSeen() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on(
                "/v1/models/taxi-tips/versions/4/approve",
                "{\"model\":\"taxi-tips\",\"version\":4,\"status\":\"APPROVED\",\"generation\":4}");
        var reviewer = admin();
        var form = reviewer.page(APPROVE);
        assertThat(form.text()).contains("Version 4 will replace version 3", "./millrace approve taxi-tips 4");

        var answer = reviewer.submit(form, "form.decide", Map.of("reason", "better & cheaper"));

        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/models/taxi-tips/versions/4?done=approve"));
        var sent = SERVICES.asked().stream()
                .filter(asked -> asked.method().equals("POST"))
                .toList();
        assertThat(sent).singleElement().satisfies(post -> {
            assertThat(post.key())
                    .isEqualTo(form.select("input[name=key]").val())
                    .isNotBlank();
            assertThat(post.body()).contains("\"better & cheaper\"", "\"expectedGeneration\":3");
        });
    }

    @Test
    void showsARefusalBesideWhatWasWritten() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on(
                "/v1/models/taxi-tips/versions/4/approve",
                409,
                "{\"code\":\"GENERATION_CHANGED\",\"detail\":\"Version 5 serves now\"}");
        var reviewer = admin();

        var form = reviewer.page(APPROVE);

        var answer = reviewer.submit(form, "form.decide", Map.of("reason", "still <b>good</b>"));

        assertThat(answer.statusCode()).isEqualTo(409);
        var page = Jsoup.parse(answer.body());
        assertThat(page.text()).contains("GENERATION_CHANGED", "Version 5 serves now");
        assertThat(page.select("textarea").text()).isEqualTo("still <b>good</b>");
        assertThat(page.select("input[name=key]").val())
                .as("to decide again is another decision")
                .isNotEqualTo(form.select("input[name=key]").val());
    }

    @Test
    void keepsTheKeyWhereNobodyKnowsWhetherTheDecisionCameThrough() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.silentOn("/v1/models/taxi-tips/versions/4/approve");
        var reviewer = admin();
        var form = reviewer.page(APPROVE);

        var answer = reviewer.submit(form, "form.decide", Map.of("reason", "good"));

        assertThat(answer.statusCode()).isEqualTo(502);
        var page = Jsoup.parse(answer.body());
        assertThat(page.text()).contains("registry does not answer");
        assertThat(page.select("input[name=key]").val())
                .isEqualTo(form.select("input[name=key]").val());
    }

    @Test
    void rollsBackToTheVersionBeforeUnlessAnotherIsChosen() {
        RecordedModels.record(SERVICES, MAY);
        SERVICES.on("/v1/models/taxi-tips/versions/2", RecordedModels.serving())
                .on(
                        "/v1/models/taxi-tips/rollback",
                        "{\"model\":\"taxi-tips\",\"version\":2,\"generation\":4,\"rollback\":true}");
        var deployer = admin();
        var form = deployer.page("/models/taxi-tips/rollback");
        assertThat(form.text()).contains("Version 2 will serve again, in place of version 3");

        var answer = deployer.submit(form, "form.decide", Map.of("reason", "worse on cash"));

        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/models/taxi-tips?done=rollback"));
        assertThat(SERVICES.asked())
                .filteredOn(asked -> asked.method().equals("POST"))
                .singleElement()
                .satisfies(post -> assertThat(post.body()).contains("\"version\":2", "\"worse on cash\""));
    }

    @Test
    void tellsWhoMayNotRollBackWhichRoleIsMissing() {
        RecordedModels.record(SERVICES, MAY);

        var page = viewer().page("/models/taxi-tips/rollback");

        assertThat(page.text()).contains("You may not: this needs the role DEPLOYER, and you have VIEWER.");
        assertThat(page.select("form.decide button[disabled]")).hasSize(1);
        var model = viewer().page("/models/taxi-tips");
        assertThat(model.select("button[disabled]:containsOwn(Roll back…)")).hasSize(1);
        assertThat(model.select("#live-now").text()).contains("this needs the role DEPLOYER, and you have VIEWER.");
        assertThat(admin().page("/models/taxi-tips").select("a.button:containsOwn(Roll back…)"))
                .hasSize(1);
    }

    @Test
    void showsWhereAVersionComesFrom() {
        RecordedModels.record(SERVICES, MAY);

        var page = admin().page("/models/taxi-tips/versions/4/lineage");

        assertThat(page.select("a[href=/data/taxi-trips/versions/3]")).isNotEmpty();
        assertThat(page.select("a[href=/data/taxi-trips-labelled/versions/2]")).isNotEmpty();
        assertThat(page.select("a[href=/runs/taxi-tips-4]")).isNotEmpty();
        assertThat(page.text()).contains("7\u202f020 to learn", "trees", "It has never served");
    }

    @Test
    void saysThatTheRegistryIsSilentAndNotThatThereIsNoModel() {
        SERVICES.silentOn("/v1/models/taxi-tips").silentOn("/v1/models/taxi-tips/versions");

        assertThat(admin().page("/models/taxi-tips").text()).contains("registry does not answer");
    }
}
