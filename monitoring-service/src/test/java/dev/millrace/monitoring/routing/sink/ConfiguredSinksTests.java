package dev.millrace.monitoring.routing.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.routing.Message;
import dev.millrace.monitoring.routing.Phase;
import dev.millrace.monitoring.routing.RoutingProperties;
import dev.millrace.monitoring.routing.RoutingProperties.Secret;
import dev.millrace.monitoring.routing.Sending;
import dev.millrace.pipelines.AlertRouteSpec.Encryption;
import dev.millrace.pipelines.AlertRouteSpec.Sink;
import dev.millrace.pipelines.AlertSeverity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each sink against a receiver that looks at the whole message. */
class ConfiguredSinksTests {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-11-28T11:00:00Z");
    private static final String KEY = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    private final Receiver receiver = new Receiver();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        receiver.close();
    }

    private ConfiguredSinks sinks(Map<String, String> secrets, String... permitted) {
        var defined = new HashMap<String, Secret>();
        secrets.forEach((name, value) -> defined.put(name, new Secret(null, file(name, value))));
        var properties = new RoutingProperties(Arrays.asList(permitted), defined);
        return new ConfiguredSinks(properties, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path file(String name, String value) {
        try {
            return Files.writeString(directory.resolve(name), value + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Message message(Phase phase) {
        var alert = new Alert(
                "0000001795867200000-e1",
                "e1",
                "c1",
                "monitoring",
                "taxi-tips",
                phase == Phase.OVER ? "INFO" : "WARNING",
                phase == Phase.OVER ? "DRIFT_OVER" : "DRIFT",
                "fare <moved> & more\nSubject: forged",
                "default/taxi-tips version 3",
                "/v1/models/taxi-tips/drift",
                NOW);
        var text = new Message.Text("sure", "done", "advice", "https://console.example.com/models/taxi-tips/drift");
        var part = new Message.Part("i1", phase, AlertSeverity.WARNING, "DRIFT", SINCE, alert, text);
        return new Message("m1", "default", "on-call", List.of(part), 0);
    }

    @Test
    void signsWebhooksSoThatTheReceiverCanCheckThem() throws Exception {
        var sink = new Sink.Webhook(URI.create(receiver.url("/hook?team=a")), "key");

        assertThat(sinks(Map.of("key", KEY), receiver.place()).send(sink, message(Phase.BEGAN)))
                .isEqualTo(new Sending.Accepted());

        var call = receiver.calls.getFirst();
        assertThat(call.method() + " " + call.path()).isEqualTo("POST /hook?team=a");
        assertThat(call.header("Content-Type")).isEqualTo("application/json");
        assertThat(call.header("webhook-id")).isEqualTo("m1").isEqualTo(call.header("Idempotency-Key"));
        assertThat(call.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        var signed = "m1." + NOW.getEpochSecond() + "." + call.body();
        assertThat(call.header("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        assertThat(call.json().toPrettyString()).isEqualTo(json("""
                {"id": "m1", "project": "default", "route": "on-call", "alerts": [{
                   "id": "0000001795867200000-e1", "incident": "i1", "status": "began", "severity": "warning",
                   "code": "DRIFT", "pipeline": "taxi-tips", "service": "monitoring",
                   "where": "default/taxi-tips version 3", "what": "fare <moved> & more\\nSubject: forged",
                   "since": "2026-11-28T11:00:00Z", "at": "2026-11-28T12:00:00Z", "sure": "sure", "done": "done",
                   "advice": "advice", "link": "https://console.example.com/models/taxi-tips/drift",
                   "cascadeId": "c1"}], "omitted": 0}
                """));
    }

    private static String json(String text) {
        return tools.jackson.databind.json.JsonMapper.shared().readTree(text).toPrettyString();
    }

    @Test
    void writesForSlackWithoutItsMarkup() {
        var sinks = sinks(Map.of("slack", receiver.url("/services/T0/B0/x")), receiver.place());

        assertThat(sinks.send(new Sink.Slack("slack"), message(Phase.BEGAN))).isEqualTo(new Sending.Accepted());

        var call = receiver.calls.getFirst();
        assertThat(call.path()).isEqualTo("/services/T0/B0/x");
        assertThat(call.json().path("text").asString()).isEqualTo("""
                [WARNING] DRIFT of taxi-tips: default/taxi-tips version 3
                What happened: fare &lt;moved&gt; &amp; more Subject: forged
                Since: 2026-11-28T11:00:00Z
                How sure: sure
                What the platform did: done
                What you can do: advice
                Where to look: https://console.example.com/models/taxi-tips/drift""");
    }

    @Test
    void tellsAlertmanagerTheBeginningAndTheEndOfOneAlert() {
        var sink = new Sink.Alertmanager(URI.create(receiver.url("/am/")), "token");
        var sinks = sinks(Map.of("token", "a-bearer-token"), receiver.place());

        sinks.send(sink, message(Phase.BEGAN));
        sinks.send(sink, message(Phase.OVER));

        assertThat(receiver.calls).allSatisfy(call -> {
            assertThat(call.path()).isEqualTo("/am/api/v2/alerts");
            assertThat(call.header("Authorization")).isEqualTo("Bearer a-bearer-token");
        });
        var began = receiver.calls.getFirst().json().get(0);
        var over = receiver.calls.getLast().json().get(0);
        assertThat(began.path("labels").toPrettyString()).isEqualTo(json("""
                {"alertname": "DRIFT", "severity": "warning", "project": "default", "pipeline": "taxi-tips",
                 "service": "monitoring", "incident": "i1"}"""));
        assertThat(over.path("labels")).isEqualTo(began.path("labels"));
        assertThat(began.path("startsAt").asString()).isEqualTo("2026-11-28T11:00:00Z");
        assertThat(over.path("startsAt").asString()).isEqualTo("2026-11-28T11:00:00Z");
        assertThat(began.path("endsAt").asString()).isEqualTo("2026-11-29T12:00:00Z");
        assertThat(over.path("endsAt").asString()).isEqualTo("2026-11-28T12:00:00Z");
        assertThat(began.path("generatorURL").asString()).startsWith("https://console.example.com/");
        assertThat(began.at("/annotations/summary").asString())
                .isEqualTo("[WARNING] DRIFT of taxi-tips: default/taxi-tips version 3");
        assertThat(began.at("/annotations/description").asString()).contains("What you can do: advice");
    }

    @Test
    void triggersAndResolvesOneIncidentOfPagerDuty() {
        var sink = new Sink.Pagerduty(URI.create(receiver.url("/v2/enqueue")), "key");
        var sinks = sinks(Map.of("key", "routing-key"), receiver.place());

        sinks.send(sink, message(Phase.BEGAN));
        sinks.send(sink, message(Phase.OVER));

        var trigger = receiver.calls.getFirst().json();
        assertThat(trigger.path("routing_key").asString()).isEqualTo("routing-key");
        assertThat(trigger.path("event_action").asString()).isEqualTo("trigger");
        assertThat(trigger.path("dedup_key").asString()).isEqualTo("i1");
        assertThat(trigger.at("/payload/severity").asString()).isEqualTo("warning");
        assertThat(trigger.at("/payload/source").asString()).isEqualTo("millrace-monitoring");
        assertThat(trigger.at("/payload/timestamp").asString()).isEqualTo("2026-11-28T11:00:00Z");
        assertThat(trigger.at("/payload/component").asString()).isEqualTo("taxi-tips");
        assertThat(trigger.at("/payload/summary").asString()).contains("DRIFT of taxi-tips", "fare <moved>");
        assertThat(trigger.at("/payload/custom_details/advice").asString()).isEqualTo("advice");
        var resolve = receiver.calls.getLast().json();
        assertThat(resolve.path("event_action").asString()).isEqualTo("resolve");
        assertThat(resolve.path("dedup_key").asString()).isEqualTo("i1");
        assertThat(resolve.has("payload")).isFalse();
    }

    @Test
    void sendsAMailThatCannotBeForgedByTheTextOfAnAlert() throws Exception {
        var mails = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mails.setUser("millrace", "a-password");
        mails.start();
        try {
            int port = mails.getSmtp().getPort();
            var server = new Sink.Smtp.Server("127.0.0.1", port, Encryption.NONE, "millrace", "password");
            var sink = new Sink.Smtp(server, "millrace@example.com", List.of("a@example.com", "b@example.com"));
            var sinks = sinks(Map.of("password", "a-password"), "127.0.0.1:" + port);

            assertThat(sinks.send(sink, message(Phase.BEGAN))).isEqualTo(new Sending.Accepted());

            assertThat(mails.waitForIncomingEmail(10_000, 2)).isTrue();
            var mail = mails.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("[WARNING] DRIFT of taxi-tips: default/taxi-tips version 3");
            assertThat(mail.getHeader("Subject")).hasSize(1);
            assertThat(mail.getHeader("From")).containsExactly("millrace@example.com");
            assertThat(mail.getHeader("To", ",")).isEqualTo("a@example.com, b@example.com");
            assertThat(mail.getHeader("Message-ID")).containsExactly("<m1@millrace>");
            assertThat(mail.getHeader("References")).containsExactly("<i1@millrace>");
            assertThat(mail.getSentDate()).isEqualTo(NOW);
            assertThat(mail.getContent().toString().replace("\r\n", "\n").strip())
                    .startsWith("[WARNING] DRIFT of taxi-tips")
                    .contains("What happened: fare <moved> & more Subject: forged\nSince: 2026-11-28T11:00:00Z\n")
                    .endsWith("Where to look: https://console.example.com/models/taxi-tips/drift");
        } finally {
            mails.stop();
        }
    }

    @Test
    void waitsForAMailServerThatIsAway() {
        var server = new Sink.Smtp.Server("127.0.0.1", freePort(), Encryption.NONE, null, null);
        var sink = new Sink.Smtp(server, "millrace@example.com", List.of("a@example.com"));

        assertThat(sinks(Map.of(), "127.0.0.1:" + server.port()).send(sink, message(Phase.BEGAN)))
                .isInstanceOf(Sending.Unavailable.class);
    }

    private static int freePort() {
        try (var gone = new Receiver()) {
            return Integer.parseInt(gone.place().substring(gone.place().indexOf(':') + 1));
        }
    }

    @Test
    void goesNowhereThatIsNotPermitted() {
        var sinks = sinks(Map.of("key", KEY, "slack", receiver.url("/secret-path")), "example.com:443");
        var webhook = new Sink.Webhook(URI.create(receiver.url("/")), "key");

        var objection = sinks.objection(webhook).orElseThrow();
        assertThat(objection.code()).isEqualTo("DESTINATION_NOT_PERMITTED");
        assertThat(objection.pointer()).isEqualTo("/sink/webhook/url");
        assertThat(sinks.send(webhook, message(Phase.BEGAN))).isInstanceOf(Sending.Unavailable.class);
        assertThat(sinks.objection(new Sink.Slack("slack")).orElseThrow().message())
                .contains(receiver.place())
                .doesNotContain("secret-path");
        assertThat(receiver.calls).isEmpty();
    }

    @Test
    void followsNoRedirect() {
        try (var elsewhere = new Receiver()) {
            receiver.answers(307, Map.of("Location", elsewhere.url("/")));
            var sinks = sinks(Map.of("key", KEY), receiver.place(), elsewhere.place());

            assertThat(sinks.send(new Sink.Webhook(URI.create(receiver.url("/")), "key"), message(Phase.BEGAN)))
                    .isInstanceOf(Sending.Unavailable.class);
            assertThat(elsewhere.calls).isEmpty();
        }
    }

    @Test
    void namesSecretsOnlyByTheirNames() {
        var sinks = sinks(
                Map.of("slack", "http://" + receiver.place() + "x/secret-path", "key", "too-short"), receiver.place());
        var webhook = new Sink.Webhook(URI.create(receiver.url("/")), "key");

        assertThat(sinks.objection(new Sink.Slack("other")).orElseThrow().code())
                .isEqualTo("SECRET_UNKNOWN");
        assertThat(sinks.objection(webhook).orElseThrow().code()).isEqualTo("SECRET_INVALID");
        assertThat(sinks.objection(webhook).orElseThrow().message()).doesNotContain("too-short");
        assertThat(sinks.objection(new Sink.Slack("slack")).orElseThrow().message())
                .doesNotContain("secret-path");
    }

    @Test
    void tellsWhatIsWrongWithTheMessageFromWhatMayPass() {
        var sinks = sinks(Map.of("key", KEY), receiver.place());
        var webhook = new Sink.Webhook(URI.create(receiver.url("/")), "key");

        receiver.answers(400, Map.of());
        assertThat(sinks.send(webhook, message(Phase.BEGAN))).isInstanceOf(Sending.Refused.class);
        receiver.answers(429, Map.of("Retry-After", "17"));
        assertThat(sinks.send(webhook, message(Phase.BEGAN)))
                .isEqualTo(new Sending.Unavailable(receiver.place() + " answered 429", Duration.ofSeconds(17)));
        receiver.answers(503, Map.of());
        assertThat(sinks.send(webhook, message(Phase.BEGAN))).isInstanceOf(Sending.Unavailable.class);
        receiver.close();
        assertThat(Objects.toString(sinks.send(webhook, message(Phase.BEGAN)))).contains("cannot be reached");
    }

    @Test
    void writesIntoTheLog() {
        assertThat(sinks(Map.of()).send(new Sink.Log(), message(Phase.BEGAN))).isEqualTo(new Sending.Accepted());
    }
}
