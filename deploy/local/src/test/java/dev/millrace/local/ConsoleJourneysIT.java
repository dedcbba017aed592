package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        browser.open("/pipelines/taxi-tips");
        browser.click("#now a.primary");
        browser.awaitText("form.stack", "Train taxi-tips");
        browser.click("form.stack button");

        PackagedStack.await("the run's page", () -> browser.path().startsWith("/runs/taxi-tips-"));
        browser.awaitText("#run", "MANUAL");
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
