package dev.millrace.local;

import dev.millrace.local.client.ConsolePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window that shows a stack's console. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars");
    private static final String SETTLED =
            "return document.readyState === 'complete' && !document.querySelector('[data-late]')";
    private static final String WEIGHT = """
            return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                .reduce((bytes, one) => bytes + one.transferSize, 0);
            """;
    private static final String BARRIERS = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations
                .filter(one => ['serious', 'critical'].includes(one.impact))
                .map(one => one.id + ': ' + one.nodes[0].html)));
            """;

    private final PackagedStack stack;
    private final ChromeDriver driver;
    private final String address;

    private Browser(PackagedStack stack, ChromeDriver driver) {
        this.stack = stack;
        this.driver = driver;
        var ticket = ticket(stack, "admin");
        address = ticket.substring(0, ticket.indexOf("/sign-in/"));
    }

    /** Says so, and skips the tests, where this machine has no browser. */
    static void assumeIsHere() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "skipped: there is no " + CHROMIUM + " or no " + DRIVER);
    }

    /** @param profile a directory for what the browser keeps */
    static Browser open(PackagedStack stack, Path profile) {
        var complaints = new LoggingPreferences();
        complaints.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile);
        options.setCapability(ChromeOptions.LOGGING_PREFS, complaints);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        return new Browser(stack, new ChromeDriver(service, options));
    }

    void signIn(String person) {
        enter(ticket(stack, person));
    }

    /** As whoever has the token. */
    void signInWith(String token) {
        enter(address + new ConsolePage(address, token).ticket());
    }

    /** From an empty page, since a live one may just be asking with the session that ends here. */
    private void enter(String ticket) {
        driver.get("about:blank");
        driver.get(ticket);
    }

    private static String ticket(PackagedStack stack, String person) {
        return stack.json("console", "--print", "--as", person).path("address").asString();
    }

    /** Opens a page and waits for all its panels. */
    void open(String path) {
        driver.get(address + path);
        PackagedStack.await(path + " to have all its panels", () -> Boolean.TRUE.equals(run(SETTLED)));
    }

    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** The text that is seen of the first such element; empty where there is none. */
    String text(String selector) {
        return (String) run("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    void fill(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text);
    }

    void awaitText(String selector, String text) {
        PackagedStack.await(selector + " to say " + text, () -> text(selector).contains(text));
    }

    /** As a person has set up the screen. */
    void look(int width, String colours) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    /** Types into whatever has the focus. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes on in a new tab, beside those that are open. */
    void openTab() {
        driver.switchTo().newWindow(WindowType.TAB);
    }

    /** The path and query of the page that is shown. */
    String path() {
        return driver.getCurrentUrl().substring(address.length());
    }

    void awaitPath(String path) {
        PackagedStack.await("the browser to be at " + path, () -> path().equals(path));
    }

    /** How many bytes the page and all that it loaded took, as they were sent. */
    long weight() {
        return ((Number) Objects.requireNonNull(run(WEIGHT))).longValue();
    }

    /** How wide the page is, which is more than the screen where it scrolls sideways. */
    long width() {
        return (Long) run("return document.documentElement.scrollWidth");
    }

    void picture(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What axe finds serious. The driver puts axe's script into the page, so the page's own policy is not changed. */
    List<?> barriers() {
        try (var script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) Objects.requireNonNull(driver.executeAsyncScript(BARRIERS));
    }

    /** What the browser complained of since it was last asked: refused loads, violated policies, errors of scripts. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
