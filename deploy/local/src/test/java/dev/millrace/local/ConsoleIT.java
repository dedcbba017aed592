package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a real browser, on a stack whose newest model waits for a person. */
class ConsoleIT {

    private static final String NAME = "shown";
    private static final String SPECIFICATION = """
            gates:
              - {metric: auc, min: 0.5}
            approval: manual
            retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
            """;
    private static final int TRIPS = 600;
    private static final int SCREEN = 1280;
    private static final int PHONE = 390;
    private static final int NARROWEST = 320;
    private static final int WEIGHT = 65_000;
    private static final List<String> COLOURS = List.of("light", "dark");

    /** The pictures stay with the build. */
    private static final Path PICTURES = Path.of("target/console");

    @TempDir
    static Path home;

    private static PackagedStack stack;
    private static Services services;
    private static Browser browser;
    private static String cascade;

    @BeforeAll
    static void up() {
        Browser.assumeIsHere();
        stack = new PackagedStack(home);
        stack.upWithConsole();
        services = new Services(stack);
        stack.run("apply", stack.specification(NAME, SPECIFICATION).toString()).succeeded();
        cascade = waitsForAPerson(21);
        browser = Browser.open(stack, home.resolve("profile"));
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

    /** Uploads data of which a model is made; the cascade in which it waits. */
    private static String waitsForAPerson(long seed) {
        var upload = stack.json("upload", NAME, stack.trips(seed, TRIPS).toString());
        var started = upload.path("cascadeId").asString();
        new Cascades(services).awaitStatus(started, "PENDING_APPROVAL");
        return started;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cascades",
                "/cascades/CASCADE",
                "/pipelines",
                "/pipelines/shown",
                "/pipelines/shown/run",
                "/runs",
                "/runs/shown-1",
                "/models",
                "/models/shown",
                "/models/shown/versions/1",
                "/models/shown/versions/1/approve",
                "/models/shown/versions/1/lineage",
                "/models/shown/generations",
                "/models/shown/drift",
                "/models/shown/drift/history",
                "/models/shown/rollback",
                "/models/shown/performance",
                "/data",
                "/data/shown",
                "/data/shown/versions/1",
                "/alerts",
                "/operations",
                "/operations/parked/training",
                "/audit?aggregate=registry:models:default/shown",
                "/find?q=sho",
                "/preferences"
            })
    void aPageHasNoBarriersNoComplaintsAndNoSidewaysScrolling(String path) {
        browser.signIn("reviewer");
        browser.complaints();
        for (String colours : COLOURS) {
            look(path.replace("CASCADE", cascade), SCREEN, colours);
            look(path.replace("CASCADE", cascade), PHONE, colours);
        }
        browser.look(NARROWEST, "light");
        assertThat(browser.width()).isLessThanOrEqualTo(NARROWEST);
    }

    private static void look(String path, int width, String colours) {
        browser.look(width, colours);
        browser.open(path);
        var name = path.replaceAll("\\W+", "-") + "-" + width + "-" + colours;
        browser.picture(PICTURES.resolve(name + ".png"));
        assertThat(browser.text("h1")).as(name).isNotBlank();
        assertThat(browser.text("main")).as(name).doesNotContain("does not answer", "NOT_FOUND", "INTERNAL");
        assertThat(browser.width()).as(name).isLessThanOrEqualTo(width);
        assertThat(browser.weight()).as(name).isLessThan(WEIGHT);
        assertThat(browser.barriers()).as(name).isEmpty();
        assertThat(browser.complaints()).as(name).isEmpty();
    }

    @Test
    void theFirstLineSaysWhatWantsAPerson() {
        browser.signIn("reviewer");
        browser.open("/");

        assertThat(browser.text(".verdict")).contains("wants a person");
        assertThat(browser.text("main")).contains("PENDING_MANUAL_APPROVAL", NAME);
    }

    @Test
    void aCascadeArrivesOnAnOpenPageByItself() {
        browser.signIn("reviewer");
        browser.open("/cascades");
        int before = browser.count("#cascades tbody tr");

        stack.run("apply", stack.specification("late", SPECIFICATION).toString())
                .succeeded();

        PackagedStack.await("the cascade to be on the page", () -> browser.count("#cascades tbody tr") > before);
    }

    @Test
    void afterSigningOutNoPageIsShown() {
        browser.signIn("reviewer");
        browser.open("/cascades");
        browser.click("details.who summary");
        browser.click("details.who form button");
        browser.awaitText(".sign-in", "Token");

        browser.open("/cascades");

        assertThat(browser.count("#token")).isEqualTo(1);
        assertThat(browser.count("#cascades")).isZero();
    }

    /** Whoever brought the data is refused; another person approves, and returns to the version before. */
    @Test
    void twoPeopleDecide() {
        stack.run("apply", stack.specification("decided", SPECIFICATION).toString())
                .succeeded();
        waitsForADecision(71);
        browser.signIn("admin");
        browser.open("/models/decided/versions/1");
        assertThat(browser.text("#decide")).contains("You may not decide", "FOUR_EYES", "Behind it: admin");
        assertThat(browser.count("#decide button:disabled")).isEqualTo(2);

        browser.signIn("reviewer");
        approve(1);
        waitsForADecision(72);
        approve(2);
        browser.open("/models/decided/rollback");
        assertThat(browser.text(".lead")).contains("Version 1 will serve again");
        decide("worse on cash trips");
        awaitVerdict("Version 1 since", "rolled back to by reviewer", "worse on cash trips", "serves on 1 of 1");
        assertThat(services.ask("registry", "/v1/models/decided")
                        .at("/model/champion")
                        .asInt())
                .isEqualTo(1);
    }

    private static void waitsForADecision(long seed) {
        var upload = stack.json("upload", "decided", stack.trips(seed, TRIPS).toString());
        new Cascades(services).awaitStatus(upload.path("cascadeId").asString(), "PENDING_APPROVAL");
    }

    private static void approve(int version) {
        browser.open("/models/decided/versions/" + version);
        assertThat(browser.text("#decide")).contains("You may:");
        browser.click("#decide a.primary");
        decide("good enough, says the reviewer");
        browser.awaitText(".done", "Your decision is taken");
        awaitVerdict("Version " + version + " since", "approved by reviewer", "good enough", "serves on 1 of 1");
    }

    private static void decide(String reason) {
        browser.awaitText("form.decide", "Reason, kept with the decision");
        browser.fill("#reason", reason);
        browser.click("form.decide button");
    }

    private static void awaitVerdict(String... texts) {
        PackagedStack.await("the model's page to say " + String.join(", ", texts), () -> {
            browser.open("/models/decided");
            var verdict = browser.text(".verdict");
            return Arrays.stream(texts).allMatch(verdict::contains);
        });
    }
}
