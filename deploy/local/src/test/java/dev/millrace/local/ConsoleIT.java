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
import tools.jackson.databind.JsonNode;

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
        cascade = waitsForAPerson(NAME, 21);
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
    private static String waitsForAPerson(String name, long seed) {
        var upload = stack.json("upload", name, stack.trips(seed, TRIPS).toString());
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
                "/codes",
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
        // The page of codes names them all.
        if (!path.equals("/codes")) {
            assertThat(browser.text("main")).as(name).doesNotContain("does not answer", "NOT_FOUND", "INTERNAL");
        }
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
        waitsForAPerson("decided", 71);
        browser.signIn("admin");
        browser.open("/models/decided/versions/1");
        assertThat(browser.text("#decide")).contains("You may not decide", "FOUR_EYES", "Behind it: admin");
        assertThat(browser.count("#decide button:disabled")).isEqualTo(2);

        browser.signIn("reviewer");
        approve(1);
        waitsForAPerson("decided", 72);
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

    /** What is refused does not serve, and says who refused it and why. */
    @Test
    void aPersonRejects() {
        stack.run("apply", stack.specification("refused", SPECIFICATION).toString())
                .succeeded();
        waitsForAPerson("refused", 81);
        browser.signInWith(PackagedStack.VIEWER);
        browser.open("/models/refused/versions/1/reject");
        assertThat(browser.text("main")).contains("You may not decide", "ROLE_REQUIRED", "approver");
        assertThat(browser.count("form.decide button:disabled")).isEqualTo(1);

        browser.signIn("reviewer");
        browser.open("/models/refused/versions/1");
        browser.click("#decide a.button:not(.primary)");
        browser.awaitText(".lead", "Version 1 will not serve. Nothing is deleted");
        assertThat(browser.text("section[aria-labelledby=gates-title]")).contains("auc", "≥ 0.5");
        assertThat(browser.text("code.command")).isEqualTo("./millrace reject refused 1 --reason '…'");
        decide("it guesses");
        browser.awaitText(".done", "Your decision is taken");

        assertThat(browser.text("#verdict")).contains("Was not approved", "decided by reviewer", "it guesses");
        assertThat(browser.count("#decide")).isZero();
        browser.open("/models/refused");
        assertThat(browser.text(".verdict")).contains("Nothing serves yet");
    }

    /** Whoever looks after it, and until when nobody is told, is seen by everybody. */
    @Test
    void aPersonAcknowledgesAnAlertSilencesItsKindAndEndsThat() {
        PackagedStack.await("an alert", () -> !alerts().isEmpty());
        var id = alerts().path(0).path("id").asString();
        var page = "/alerts/" + id;
        browser.signInWith(PackagedStack.VIEWER);
        browser.open(page);
        assertThat(browser.text("main")).contains("You may not: this needs one of the roles", "you have VIEWER");
        assertThat(browser.count(".actions button:disabled")).isEqualTo(2);

        browser.signIn("reviewer");
        browser.open(page);
        browser.click(".actions a[href$=acknowledge]");
        browser.awaitText(".lead", "Everybody sees that you look after it");
        assertThat(browser.text("code.command")).isEqualTo("./millrace alerts acknowledge " + id + " --note '…'");
        send("I ask the team");
        browser.awaitText("dl.facts", "by reviewer since");
        assertThat(browser.text("dl.facts")).contains("I ask the team");

        browser.click(".actions a[href$=silence]");
        browser.awaitText(".lead", "Nobody is told of alerts APPROVAL_AWAITED of shown");
        assertThat(browser.text("code.command"))
                .isEqualTo("./millrace silence --code APPROVAL_AWAITED --pipeline shown --for 2h --reason '…'");
        send("the reviewer is away");
        browser.awaitText("#silences", "the reviewer is away");
        assertThat(browser.text("#silences")).contains("code APPROVAL_AWAITED; pipeline shown", "reviewer");

        browser.click("#silences a[href$='/end']");
        browser.awaitText(".lead", "people are told again of alerts that fit code APPROVAL_AWAITED");
        browser.click("form.stack button");
        PackagedStack.await("the silence to be over", () -> browser.count("#silences") == 0);
    }

    private static JsonNode alerts() {
        return services.ask("monitoring", "/v1/alerts?pipeline=" + NAME).path("alerts");
    }

    private static void send(String reason) {
        browser.fill("#reason", reason);
        browser.click("form.stack button");
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
