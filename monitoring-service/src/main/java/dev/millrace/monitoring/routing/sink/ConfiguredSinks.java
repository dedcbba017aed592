package dev.millrace.monitoring.routing.sink;

import dev.millrace.monitoring.routing.Message;
import dev.millrace.monitoring.routing.RoutingProperties;
import dev.millrace.monitoring.routing.Sending;
import dev.millrace.monitoring.routing.Sinks;
import dev.millrace.pipelines.AlertRouteSpec.Sink;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** Sends messages to what the configuration permits, with the secrets that it defines; both are looked up for each message. */
@Component
class ConfiguredSinks implements Sinks {

    private static final Logger ALERTS = LoggerFactory.getLogger("dev.millrace.alerts");

    private final Destinations destinations;
    private final Secrets secrets;
    private final HttpPosts http = new HttpPosts();
    private final Mails mails;
    private final Clock clock;

    ConfiguredSinks(RoutingProperties properties, Clock clock) {
        this.destinations = new Destinations(properties.permittedDestinations());
        this.secrets = new Secrets(properties.secrets(), name -> name == null ? null : System.getenv(name));
        this.mails = new Mails(clock);
        this.clock = clock;
    }

    /** A part of a sink that the configuration must permit. */
    private interface Check {
        void run() throws MisconfiguredException;
    }

    @Override
    public Optional<Objection> objection(Sink sink) {
        return switch (sink) {
            case Sink.Log _ -> Optional.empty();
            case Sink.Smtp smtp ->
                first(
                        objection(
                                "/sink/smtp/host",
                                () -> destinations.check(
                                        smtp.server().host(), smtp.server().port())),
                        objection(
                                "/sink/smtp/password",
                                () -> secret(smtp.server().password())));
            case Sink.Slack slack ->
                objection("/sink/slack/address", () -> destinations.secret(secrets.value(slack.address())));
            case Sink.Pagerduty pagerduty ->
                first(
                        objection("/sink/pagerduty/url", () -> destinations.checked(pagerduty.url())),
                        objection("/sink/pagerduty/key", () -> secret(pagerduty.key())));
            case Sink.Webhook webhook ->
                first(
                        objection("/sink/webhook/url", () -> destinations.checked(webhook.url())),
                        objection("/sink/webhook/key", () -> WebhookRequest.key(secrets.value(webhook.key()))));
            case Sink.Alertmanager manager ->
                first(
                        objection("/sink/alertmanager/url", () -> destinations.checked(manager.url())),
                        objection("/sink/alertmanager/token", () -> secret(manager.token())));
        };
    }

    private static Optional<Objection> objection(String pointer, Check check) {
        try {
            check.run();
            return Optional.empty();
        } catch (MisconfiguredException e) {
            return Optional.of(new Objection(e.code(), pointer, String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Objection> first(Optional<Objection> one, Optional<Objection> other) {
        return one.isPresent() ? one : other;
    }

    /** The value; null where the route names none. */
    private @Nullable String secret(@Nullable String name) throws MisconfiguredException {
        return name == null ? null : secrets.value(name);
    }

    /** What is misconfigured may be mended while the message waits. */
    @Override
    public Sending send(Sink sink, Message message) {
        try {
            return switch (sink) {
                case Sink.Log _ -> logged(message);
                case Sink.Smtp smtp -> mailed(smtp, message);
                case Sink.Slack slack ->
                    http.post(destinations.secret(secrets.value(slack.address())), JsonBodies.slack(message), Map.of());
                case Sink.Pagerduty pagerduty -> triggered(pagerduty, message);
                case Sink.Webhook webhook -> called(webhook, message);
                case Sink.Alertmanager manager -> posted(manager, message);
            };
        } catch (MisconfiguredException e) {
            return new Sending.Unavailable(e.words(), null);
        }
    }

    private static Sending logged(Message message) {
        var level = switch (message.severity()) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case CRITICAL -> Level.ERROR;
        };
        message.parts()
                .forEach(part -> ALERTS.atLevel(level)
                        .log(
                                "{} (route {}, message {})",
                                MessageText.line(MessageText.body(part)),
                                message.route(),
                                message.id()));
        return new Sending.Accepted();
    }

    private Sending mailed(Sink.Smtp smtp, Message message) throws MisconfiguredException {
        destinations.check(smtp.server().host(), smtp.server().port());
        return mails.send(smtp, secret(smtp.server().password()), message);
    }

    /** PagerDuty takes one alert at a time, and knows each that comes again. */
    private Sending triggered(Sink.Pagerduty pagerduty, Message message) throws MisconfiguredException {
        var url = destinations.checked(pagerduty.url());
        var key = secrets.value(pagerduty.key());
        Sending sending = new Sending.Accepted();
        for (var part : message.parts()) {
            var one = http.post(url, JsonBodies.pagerduty(message, part, key), Map.of());
            if (one instanceof Sending.Unavailable) {
                return one;
            }
            sending = one instanceof Sending.Refused ? one : sending;
        }
        return sending;
    }

    private Sending called(Sink.Webhook webhook, Message message) throws MisconfiguredException {
        var url = destinations.checked(webhook.url());
        byte[] body = JsonBodies.webhook(message);
        var key = WebhookRequest.key(secrets.value(webhook.key()));
        return http.post(url, body, WebhookRequest.headers(key, message.id(), clock.instant(), body));
    }

    private Sending posted(Sink.Alertmanager manager, Message message) throws MisconfiguredException {
        var base = destinations.checked(manager.url()).toString().replaceFirst("/+$", "");
        var headers = new HashMap<String, String>();
        var token = secret(manager.token());
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return http.post(URI.create(base + "/api/v2/alerts"), JsonBodies.alertmanager(message), headers);
    }
}
