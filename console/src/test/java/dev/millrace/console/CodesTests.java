package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.console.page.Codes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the services say in codes is explained on one page, to which the codes lead. */
class CodesTests extends PageTest {

    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern RAISED =
            Pattern.compile("(?:UnlearnableException|ParkedException|Warning|EndRun\\.Failure)\\(\\s*\"([A-Z_]{4,})\"");
    private static final Pattern CONSTANT = Pattern.compile("^\\s+([A-Z][A-Z_]+)[,;]?$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("public static final String ([A-Z_]+) = \"\\1\"");
    private static final Pattern CODE = Pattern.compile("`([A-Z][A-Z_]{3,})`");

    @ParameterizedTest
    @ValueSource(strings = {"training-service", "registry-service", "monitoring-service", "platform/messaging"})
    void explainsWhatRunsAndRecordsFailFor(String module) {
        var raised = new TreeSet<String>();
        try (var sources = Files.walk(CHECKOUT.resolve(module).resolve("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> found(RAISED, read(file)).forEach(raised::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        assertThat(raised).isNotEmpty();
        assertThat(unexplained(raised)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validation-service/src/main/java/dev/millrace/validation/rule/Finding.java",
                "registry-service/src/main/java/dev/millrace/registry/judging/GateFinding.java",
                "monitoring-service/src/main/java/dev/millrace/monitoring/cascade/CascadeStatus.java",
                "training-service/src/main/java/dev/millrace/training/pipeline/Reason.java",
                "training-service/src/main/java/dev/millrace/training/run/RunReport.java"
            })
    void explainsTheConstantsOf(String source) {
        var constants = found(CONSTANT, read(CHECKOUT.resolve(source)));

        assertThat(constants).hasSizeGreaterThan(3);
        assertThat(unexplained(constants)).isEmpty();
    }

    @Test
    void explainsWhyNobodyMayDecide() {
        var refusals = found(
                NAMED,
                read(CHECKOUT.resolve("registry-service/src/main/java/dev/millrace/registry/model/Refusals.java")));

        assertThat(refusals).contains("FOUR_EYES");
        assertThat(unexplained(refusals)).isEmpty();
    }

    /** The first cells of the tables, where codes are. */
    @ParameterizedTest
    @CsvSource({"operations.md, ## Alerts, ## Roll an upgrade", "training.md, # When Millrace trains, ##"})
    void explainsWhatTheManualLists(String manual, String from, String until) {
        var text = read(CHECKOUT.resolve("docs").resolve(manual));
        int start = text.indexOf(from) + from.length();
        var codes = new TreeSet<String>();
        text.substring(start, text.indexOf("\n" + until, start))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line ->
                        found(CODE, line.substring(0, line.indexOf('|', 1))).forEach(codes::add));

        assertThat(codes).hasSizeGreaterThan(9);
        assertThat(unexplained(codes)).isEmpty();
    }

    @Test
    void saysOfEachWhatItMeansOnce() {
        var all = Codes.groups().values().stream().flatMap(List::stream).toList();

        assertThat(all).extracting(Codes.Meaning::code).doesNotHaveDuplicates();
        assertThat(all).extracting(Codes.Meaning::meaning).allMatch(meaning -> meaning.endsWith("."));
    }

    @ParameterizedTest
    @CsvSource({
        "/runs/taxi-tips-31, LABEL_LEAK",
        "/pipelines/taxi-tips, COOLDOWN",
        "/alerts/a1, RUN_FAILED",
        "/operations, UNREADABLE",
        "/operations/parked/monitoring/p1, UNREADABLE",
        "/cascades/x, NOT_FOUND"
    })
    void aCodeOnAPageLeadsToItsMeaning(String path, String code) {
        SERVICES.onAll("recorded.json");

        assertThat(admin().page(path).select("main a[href=/codes#" + code + "]").eachText())
                .contains(code);
        assertThat(admin().page("/codes").select("tr#" + code)).hasSize(1);
    }

    private static Set<String> unexplained(Set<String> codes) {
        var left = new TreeSet<>(codes);
        left.removeIf(code -> Codes.of(code) != null);
        return left;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return Stream.of(text)
                .flatMap(all -> pattern.matcher(all).results())
                .map((MatchResult one) -> one.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
