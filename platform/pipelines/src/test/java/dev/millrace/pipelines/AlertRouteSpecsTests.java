package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.pipelines.AlertRouteSpec.Encryption;
import dev.millrace.pipelines.AlertRouteSpec.GroupBy;
import dev.millrace.pipelines.AlertRouteSpec.Sink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRouteSpecsTests {

    private static final String HEAD = "apiVersion: millrace/v1\nkind: AlertRoute\nname: on-call\n";

    private static List<SpecProblem> problems(String text) {
        return Objects.requireNonNull(catchThrowableOfType(SpecException.class, () -> AlertRouteSpecs.parse(text)))
                .problems();
    }

    @Test
    void readsEveryField() {
        var route = AlertRouteSpecs.parse(HEAD + """
                match: {severity: [warning, critical], code: [DRIFT, "RUN_*"], pipeline: ["taxi-*"]}
                sink:
                  smtp: {host: mail.example.com, port: 465, encryption: tls, user: millrace, password: mailpassword,
                         from: millrace@example.com, to: [a@example.com, b@example.com]}
                group: {by: [code], within: PT5S}
                quiet: {from: "22:00", to: "06:30", zone: Europe/Berlin, except: []}
                limit: {messages: 3, per: PT10M}
                giveUpAfter: PT2H
                """);

        assertThat(route.match().fits(AlertSeverity.CRITICAL, "RUN_FAILED", "taxi-tips"))
                .isTrue();
        assertThat(route.match().fits(AlertSeverity.INFO, "RUN_FAILED", "taxi-tips"))
                .isFalse();
        assertThat(route.match().fits(AlertSeverity.CRITICAL, "DRIFT_LASTS", "taxi-tips"))
                .isFalse();
        assertThat(route.match().fits(AlertSeverity.CRITICAL, "DRIFT", "titanic"))
                .isFalse();
        assertThat(route.sink())
                .isEqualTo(new Sink.Smtp(
                        new Sink.Smtp.Server("mail.example.com", 465, Encryption.TLS, "millrace", "mailpassword"),
                        "millrace@example.com",
                        List.of("a@example.com", "b@example.com")));
        assertThat(route.group()).isEqualTo(new AlertRouteSpec.Grouping(List.of(GroupBy.CODE), Duration.ofSeconds(5)));
        assertThat(Objects.requireNonNull(route.quiet()).from()).isEqualTo(LocalTime.of(22, 0));
        assertThat(route.quiet().except()).isEmpty();
        assertThat(route.limit()).isEqualTo(new AlertRouteSpec.Limit(3, Duration.ofMinutes(10)));
        assertThat(route.giveUpAfter()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void matchesEveryAlertUnlessToldOtherwise() {
        var route = AlertRouteSpecs.parse(HEAD + "sink: {log: {}}\n");

        assertThat(route.match().fits(AlertSeverity.INFO, "DRIFT_OVER", "titanic"))
                .isTrue();
        assertThat(route.group().within()).isEqualTo(Duration.ofSeconds(30));
        assertThat(route.quiet()).isNull();
        assertThat(route.limit().messages()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: {}",
                "smtp: {host: mail.example.com, from: a@example.com, to: [b@example.com]}",
                "slack: {address: slackaddress}",
                "pagerduty: {key: pagerdutykey}",
                "webhook: {url: 'https://hooks.example.com/x?y=z', key: webhookkey}",
                "alertmanager: {url: 'http://alertmanager:9093'}",
                "alertmanager: {url: 'http://alertmanager:9093', token: managertoken}"
            })
    void isReadBackFromItsCanonicalForm(String sink) {
        var route =
                AlertRouteSpecs.parse(HEAD + "quiet: {from: '22:00', to: '06:30', zone: UTC}\nsink:\n  " + sink + "\n");

        assertThat(AlertRouteSpecs.parse(AlertRouteSpecs.toCanonicalJson(route)))
                .isEqualTo(route);
        assertThat(AlertRouteSpecs.digest(route)).matches("[0-9a-f]{64}");
    }

    @Test
    void theExampleOfTheDocumentationIsARoute() throws IOException {
        var page = Files.readString(Path.of("..", "..", "docs", "alerts.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();

        var route = AlertRouteSpecs.parse(page.substring(begin, page.indexOf("```", begin)));

        assertThat(route.name()).isEqualTo("on-call");
        assertThat(route.limit().messages()).isEqualTo(20);
    }

    @Test
    void knowsPagerDutysAddress() {
        var route = AlertRouteSpecs.parse(HEAD + "sink: {pagerduty: {key: pagerdutykey}}\n");

        assertThat(route.sink())
                .isEqualTo(new Sink.Pagerduty(URI.create("https://events.pagerduty.com/v2/enqueue"), "pagerdutykey"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'match: {severity: [bad]}'                       | UNKNOWN_VALUE        | /match/severity/0",
                "'match: {code: [drift]}'                         | PATTERN_INVALID      | /match/code/0",
                "'match: {code: [\"*DRIFT\"]}'                    | PATTERN_INVALID      | /match/code/0",
                "'match: {pipeline: [Taxi]}'                      | PATTERN_INVALID      | /match/pipeline/0",
                "'match: {model: [taxi]}'                         | UNKNOWN_FIELD        | /match/model",
                "'sink: {}'                                       | MISSING_FIELD        | /sink",
                "'sink: {log: {}, slack: {address: a}}'           | CONTRADICTION        | /sink",
                "'sink: {sms: {number: 1}}'                       | UNKNOWN_FIELD        | /sink/sms",
                "'sink: {slack: {}}'                              | MISSING_FIELD        | /sink/slack/address",
                "'sink: {slack: {address: \"https://x.y/z\"}}'    | SECRET_NAME_INVALID  | /sink/slack/address",
                "'sink: {webhook: {url: \"ftp://x.y\", key: k}}'  | URL_INVALID          | /sink/webhook/url",
                "'sink: {webhook: {url: \"https://u@x.y\", key: k}}' | URL_INVALID       | /sink/webhook/url",
                "'sink: {webhook: {url: \"https://x.y\"}}'        | MISSING_FIELD        | /sink/webhook/key",
                "'sink: {alertmanager: {url: alertmanager}}'      | URL_INVALID          | /sink/alertmanager/url",
                "'sink: {smtp: {host: \"a b\", from: a@b, to: [c@d]}}' | HOST_INVALID    | /sink/smtp/host",
                "'sink: {smtp: {host: h, from: nobody, to: [c@d]}}' | MAIL_ADDRESS_INVALID | /sink/smtp/from",
                "'sink: {smtp: {host: h, from: a@b, to: []}}'     | RANGE                | /sink/smtp/to",
                "'sink: {smtp: {host: h, from: a@b, to: [c@d], user: u}}' | CONTRADICTION | /sink/smtp",
                "'sink: {smtp: {host: h, from: a@b, to: [c@d], user: u, password: p, encryption: none}}' | CONTRADICTION | /sink/smtp/encryption",
                "'sink: {log: {level: info}}'                     | UNKNOWN_FIELD        | /sink/log/level",
                "'sink: {log: {}}\ngroup: {by: [day]}'            | UNKNOWN_VALUE        | /group/by/0",
                "'sink: {log: {}}\ngroup: {within: 30}'             | TYPE                 | /group/within",
                "'sink: {log: {}}\ngroup: {within: P2D}'            | RANGE                | /group/within",
                "'sink: {log: {}}\nquiet: {from: 22, to: \"06:00\", zone: UTC}'     | TYPE | /quiet/from",
                "'sink: {log: {}}\nquiet: {from: \"22:00\", to: \"22:00\", zone: UTC}' | CONTRADICTION | /quiet/to",
                "'sink: {log: {}}\nquiet: {from: \"22:00\", to: \"06:00\", zone: Berlin}' | UNKNOWN_VALUE | /quiet/zone",
                "'sink: {log: {}}\nquiet: {from: \"22:00\", to: \"06:00\"}' | MISSING_FIELD | /quiet/zone",
                "'sink: {log: {}}\nlimit: {messages: 0}'          | RANGE                | /limit/messages",
                "'sink: {log: {}}\nlimit: {per: PT1S}'            | RANGE                | /limit/per",
                "'sink: {log: {}}\ngiveUpAfter: P30D'             | RANGE                | /giveUpAfter",
                "'sink: {log: {}}\nretrain: {}'                   | UNKNOWN_FIELD        | /retrain",
                "'match: {}'                                      | MISSING_FIELD        | /sink",
            })
    void refusesWithACodeAndThePlace(String text, String code, String pointer) {
        assertThat(problems(HEAD + text + "\n"))
                .as(problems(HEAD + text + "\n").toString())
                .anySatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.pointer()).isEqualTo(pointer);
                    assertThat(problem.line()).isPositive();
                });
    }

    @Test
    void refusesWhatLooksLikeASecretWithoutRepeatingIt() {
        var problem = problems(HEAD + "sink: {slack: {address: xoxb-1234567890-abcdefghij}}\n")
                .getFirst();

        assertThat(problem.code()).isEqualTo("SECRET_IN_SPEC");
        assertThat(problem.message()).doesNotContain("xoxb");
    }

    @Test
    void saysWhichKindsThereAreWhereAnotherOneIsMeant() {
        assertThat(problems("apiVersion: millrace/v1\nkind: Pipeline\nname: x\n"))
                .anySatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo("UNKNOWN_VALUE");
                    assertThat(problem.message()).contains("Pipeline and AlertRoute");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"kind: AlertRoute | true", "kind: Pipeline | false", "'kind: [' | false", "'a: b' | false"})
    void knowsARouteByItsKind(String text, boolean route) {
        assertThat(AlertRouteSpecs.says(text)).isEqualTo(route);
    }
}
