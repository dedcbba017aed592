package dev.millrace.local.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What deploy/observability holds fits together and to the manual. */
class ObservabilityTests {

    private static final Path RULES = Dashboards.DIRECTORY.resolve("rules");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^ *runbook: docs/operations\\.md#(\\S+)$");

    @Test
    void rulesAndTheirTestsHold() throws Exception {
        promtool("check", "config", "--syntax-only", "prometheus.yml");
        promtool("check", "rules", "rules/recording.yml", "rules/alerts.yml");
        promtool("test", "rules", "tests/alerts.yml");
    }

    @Test
    void everyAlertIsTestedAndHasAPlaceInTheManual() throws IOException {
        var alerts = Files.readString(RULES.resolve("alerts.yml"));
        var names = ALERT.matcher(alerts).results().map(match -> match.group(1)).toList();
        var anchors =
                RUNBOOK.matcher(alerts).results().map(match -> match.group(1)).toList();
        var tests = Files.readString(Dashboards.DIRECTORY.resolve("tests/alerts.yml"));

        assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(anchors).hasSameSizeAs(names).isSubsetOf(anchors(Path.of("../../docs/operations.md")));
        assertThat(names).allSatisfy(name -> {
            assertThat(tests).contains("alertname: " + name);
            assertThat(Files.readString(Path.of("../../docs/operations.md"))).contains("`" + name + "`");
        });
    }

    @Test
    void rulesAndDashboardsAskOnlyForWhatTheManualLists() throws IOException {
        var asked = new ArrayList<String>();
        asked.add(Files.readString(RULES.resolve("recording.yml")));
        asked.add(
                Files.readString(RULES.resolve("alerts.yml")).replaceAll("millrace_\\(messaging\\|serving\\)\\S*", ""));
        Dashboards.queries().forEach(query -> asked.add(query.expression()));

        assertThat(MetricNames.used(String.join("\n", asked)))
                .hasSizeGreaterThan(20)
                .isSubsetOf(MetricNames.documented());
    }

    @Test
    void dashboardsCanBeProvisioned() throws IOException {
        var boards = Dashboards.all();

        assertThat(boards).hasSize(4);
        assertThat(boards).extracting(board -> board.path("uid").asString()).doesNotHaveDuplicates();
        assertThat(boards)
                .allSatisfy(board -> assertThat(board.path("panels").valueStream())
                        .isNotEmpty()
                        .allSatisfy(ObservabilityTests::isWhole));
    }

    private static void isWhole(JsonNode panel) {
        assertThat(panel.path("title").asString()).isNotBlank();
        assertThat(panel.at("/datasource/uid").asString()).isEqualTo("millrace");
        assertThat(panel.at("/fieldConfig/defaults/unit").asString()).isNotBlank();
        assertThat(panel.path("targets").valueStream())
                .isNotEmpty()
                .allSatisfy(target -> assertThat(target.path("expr").asString()).isNotBlank());
    }

    /** As GitHub makes them from headings. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .collect(Collectors.toList());
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        var promtool = Path.of("/usr/bin/promtool");
        Assumptions.assumeTrue(
                Files.isExecutable(promtool),
                "skipped: there is no " + promtool + "; Debian's package prometheus has it");
        var command = new ArrayList<>(List.of(promtool.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(Dashboards.DIRECTORY.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
