package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What people come to the console for, in a real browser, on a stack behind a demo. */
class ConsoleJourneysIT {

    private static final int TABS = 7;

    @TempDir
    static Path home;

    private static PackagedStack stack;
    private static Browser browser;

    @BeforeAll
    static void up() {
        Browser.assumeIsHere();
        stack = new PackagedStack(home);
        stack.upWithConsole();
        stack.run("demo").succeeded();
        browser = Browser.open(stack, home.resolve("profile"));
        browser.signIn("admin");
    }

    @AfterAll
    static void down() {
        if (browser != null) {
            browser.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    /** The first line of a page is the answer to its question. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            is everything all right?     | /                                                   | wrong
            why did nothing train?       | /pipelines/taxi-tips                                | New data would
            what is live, on whose word? | /models/taxi-tips                                   | Version 2 since
            what drifted, how sure?      | /models/taxi-tips/drift                             | false alarms
            why was my data rejected?    | /data/taxi-trips/versions/2                         | Was rejected
            is the record whole?         | /audit?aggregate=registry:models:default/taxi-tips  | lines, chain verified
            """)
    void aPageAnswersItsQuestionInItsFirstLine(String question, String path, String answer) {
        browser.open(path);

        assertThat(browser.text(".verdict")).as(question).contains(answer);
    }

    @Test
    void theNewestCascadeSaysHowFarItIs() {
        browser.open("/");
        browser.click("#newest td.sentence a");

        browser.awaitText("#course", "How it went");
        assertThat(browser.text("#course")).contains("What it has cost", "because of");
    }

    @Test
    void whatWentWrongIsOnTheModelsPageWhenItIsOver() {
        browser.open("/models/taxi-tips");

        assertThat(browser.text("#episodes")).contains("version 1", "another version took over");
    }

    @Test
    void anAnswerLeadsBackToItsData() {
        var answer = stack.run("predict", "taxi-tips", stack.rows(9, 1).toString())
                .succeeded()
                .output();
        var id = answer.replaceAll("(?s).*\"predictionId\":\"([^\"]+)\".*", "$1");
        PackagedStack.await("the prediction to be known", () -> {
            browser.open("/find?q=" + id);
            return browser.path().equals("/predictions/" + id);
        });

        assertThat(browser.text(".verdict")).contains("answered by taxi-tips, version 2");
        assertThat(browser.text("section[aria-labelledby=origin-title]"))
                .contains("data.arrived", "model.trained", "model.approved");
    }

    @Test
    void whatIsBehindOrPutAsideIsInOnePlace() {
        browser.open("/operations");

        assertThat(browser.text("#services")).contains("ingestion", "monitoring", "ready", "to read");
        assertThat(browser.text("#parked")).contains("No record is parked");
    }

    @Test
    void aPersonTrainsNowAndSeesTheRun() {
        assertThat(toldToAViewer("/pipelines/taxi-tips")).contains("You may not: this needs the role TRAINER");
        browser.open("/pipelines/taxi-tips");
        browser.click("#now a.primary");
        browser.awaitText(".lead", "whatever retrain.on, the cool-down");
        assertThat(browser.text("code.command")).isEqualTo("./millrace train taxi-tips");
        browser.click("form.stack button");

        PackagedStack.await("the run's page", () -> browser.path().startsWith("/runs/taxi-tips-"));
        browser.awaitText("#run", "MANUAL");
    }

    @Test
    void aPersonCancelsARun() throws IOException {
        var slow = Files.readString(stack.specification("slow", "gates: [{metric: auc, min: 0.5}]"))
                .replace("{trees: 20, depth: 4}", "{trees: 5000, depth: 10, earlyStopping: 0}");
        stack.run("apply", stack.write("slow.yaml", slow).toString()).succeeded();
        stack.run("upload", "slow", stack.trips(91, 20_000).toString()).succeeded();
        PackagedStack.await("the run to learn", () -> {
            browser.open("/runs/slow-1");
            return browser.text("#run").contains("RUNNING");
        });
        assertThat(toldToAViewer("/runs/slow-1")).contains("You may not: this needs the role TRAINER");

        browser.open("/runs/slow-1");
        assertThat(browser.count("#run a[href='/runs/slow-1/cancel']")).isEqualTo(1);
        // The page of a run that goes on is renewed every other second, perhaps while one clicks.
        browser.open("/runs/slow-1/cancel");
        browser.awaitText(".lead", "What it has learned so far is lost");
        assertThat(browser.text("code.command")).contains("/v1/runs/slow-1/cancel");
        browser.click("form.stack button");

        browser.awaitText("#run", "CANCELLED");
        browser.awaitText("#run", "It has ended, so nothing of it can be cancelled");
        assertThat(browser.count("#run a[href$=cancel]")).isZero();
    }

    @Test
    void aParkedRecordIsTriedAgainAndThenDiscarded() {
        var nobody = "a-pipeline-of-nobody";
        new Outside(new Services(stack))
                .publish("training.requested", nobody, Map.of("eventId", "shown-" + nobody, "pipeline", nobody));
        PackagedStack.await("the record to be parked", () -> {
            browser.open("/operations");
            return browser.count("#parked tbody tr") == 1;
        });
        browser.click("#parked tbody a[href^='/operations/parked/']");
        browser.awaitText("#record", nobody);
        var record = browser.path();
        assertThat(toldToAViewer(record)).contains("You may not: this needs the role ADMIN");

        browser.open(record + "/retry");
        assertThat(browser.text(".lead")).contains("goes to training once more");
        assertThat(browser.text("code.command")).endsWith("/retry");
        browser.fill("#reason", "the pipeline may be there by now");
        browser.click("form.stack button");
        browser.awaitText("#record", "the last by admin: “the pipeline may be there by now”");
        assertThat(browser.text("#record")).contains("PARKED");

        browser.click("#record a[href$=discard]");
        browser.awaitText(".lead", "will never take this record in");
        assertThat(browser.text("code.command")).endsWith("/discard");
        browser.fill("#reason", "it was made up");
        browser.click("input[name=ticked]");
        browser.click("form.stack button");
        browser.awaitText("#record", "It was given up for good");
        assertThat(browser.text("#record")).contains("DISCARDED", "the last by admin: “it was made up”");
        browser.open("/operations");
        assertThat(browser.text("#parked")).contains("No record is parked");
    }

    /** The page as somebody sees it who may only look. */
    private static String toldToAViewer(String path) {
        browser.signInWith(PackagedStack.VIEWER);
        browser.open(path);
        var told = browser.text("main");
        browser.signIn("admin");
        return told;
    }

    @Test
    void aServiceThatIsAwayIsNamedAndComesBackByItself() {
        browser.open("/");
        stack.kill("validation");
        browser.awaitText("#situation", "validation");
        assertThat(browser.text("#situation")).contains("does not answer");

        stack.up();

        PackagedStack.await(
                "validation to be named no more",
                () -> !browser.text("#situation").contains("validation"));
    }

    /** With a stream for each the seventh page of a browser would never come. */
    @Test
    void theSeventhTabIsLiveToo() {
        for (int tab = 0; tab < TABS; tab++) {
            browser.openTab();
            browser.open("/");
        }

        browser.awaitText("#live", "live");
    }

    @Test
    void everythingIsReachedByKeys() {
        browser.open("/");
        browser.type("g", "p");
        browser.awaitPath("/pipelines");

        browser.type("/");
        browser.type("taxi-tips-rev", Keys.ENTER);
        browser.awaitText("main", "taxi-tips-reviewed");

        browser.type("?");
        browser.awaitText("#keys", "overview");
        browser.type(Keys.ESCAPE);
        PackagedStack.await("the list of keys to be closed", () -> browser.count("#keys[open]") == 0);
    }
}
