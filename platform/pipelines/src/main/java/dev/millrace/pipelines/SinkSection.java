package dev.millrace.pipelines;

import dev.millrace.pipelines.AlertRouteSpec.Encryption;
import dev.millrace.pipelines.AlertRouteSpec.Sink;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code sink}: a mapping with the one place to which a route's messages go. */
final class SinkSection {

    private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com/v2/enqueue");
    private static final URI NONE = URI.create("https://localhost");
    private static final String[] KINDS = {"log", "smtp", "slack", "pagerduty", "webhook", "alertmanager"};
    private static final Pattern SECRET = Pattern.compile("[a-z][a-z0-9]{0,62}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern MAILBOX =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,251}");
    private static final int MOST_PEOPLE = 50;

    private SinkSection() {}

    static Sink read(Place place) {
        var fields = place.fields(KINDS);
        var named = List.of(KINDS).stream()
                .filter(kind -> fields.at(kind).present())
                .toList();
        if (named.size() > 1) {
            place.problem("CONTRADICTION", "A route has one sink; write another route for another one.");
        }
        if (named.isEmpty()) {
            if (place.isMapping() && fields.names().isEmpty()) {
                place.problem("MISSING_FIELD", "One of %s is needed here.".formatted(String.join(", ", KINDS)));
            }
            return new Sink.Log();
        }
        var at = fields.at(named.getFirst());
        return switch (named.getFirst()) {
            case "smtp" -> smtp(at);
            case "slack" ->
                new Sink.Slack(secret(at.fields("address").at("address").required()));
            case "pagerduty" -> pagerduty(at.fields("url", "key"));
            case "webhook" -> webhook(at.fields("url", "key"));
            case "alertmanager" -> alertmanager(at.fields("url", "token"));
            default -> log(at);
        };
    }

    private static Sink log(Place place) {
        place.fields();
        return new Sink.Log();
    }

    private static Sink pagerduty(Fields fields) {
        var url = fields.at("url");
        return new Sink.Pagerduty(
                url.present() ? url(url) : PAGERDUTY, secret(fields.at("key").required()));
    }

    private static Sink webhook(Fields fields) {
        return new Sink.Webhook(
                url(fields.at("url").required()), secret(fields.at("key").required()));
    }

    private static Sink alertmanager(Fields fields) {
        var token = fields.at("token");
        return new Sink.Alertmanager(url(fields.at("url").required()), token.present() ? secret(token) : null);
    }

    private static Sink smtp(Place place) {
        var fields = place.fields("host", "port", "encryption", "user", "password", "from", "to");
        var encryption =
                fields.at("encryption").choice(AlertRouteSpecs.ENCRYPTIONS, Encryption.STARTTLS, "UNKNOWN_VALUE");
        var user = fields.at("user");
        var password = fields.at("password");
        if (user.present() != password.present()) {
            place.problem("CONTRADICTION", "user and password are written together, or both left out.");
        }
        if (password.present() && encryption == Encryption.NONE) {
            fields.at("encryption").problem("CONTRADICTION", "A password is sent over an encrypted connection only.");
        }
        var server = new Sink.Smtp.Server(
                host(fields.at("host").required()),
                (int) fields.at("port").whole(587, 1, 65_535),
                encryption,
                user.present() ? user.text("") : null,
                password.present() ? secret(password) : null);
        return new Sink.Smtp(server, mailbox(fields.at("from").required()), people(fields.at("to")));
    }

    private static String host(Place place) {
        if (place.present() && !place.isText(HOST)) {
            place.problem("HOST_INVALID", "The name of a host is expected here, such as mail.example.com.");
        }
        return place.text("");
    }

    private static List<String> people(Place place) {
        var people = new ArrayList<String>();
        for (var item : place.required().items(MOST_PEOPLE)) {
            people.add(mailbox(item));
        }
        if (place.isSequence() && people.isEmpty()) {
            place.problem("RANGE", "At least one address is needed.");
        }
        return people;
    }

    private static String mailbox(Place place) {
        if (place.present() && !place.isText(MAILBOX)) {
            place.problem("MAIL_ADDRESS_INVALID", "An address is expected here, such as team@example.com.");
        }
        return place.text("");
    }

    private static String secret(Place place) {
        if (place.present() && !place.isText(SECRET)) {
            place.problem(
                    "SECRET_NAME_INVALID",
                    "The name of a secret of the monitoring service's configuration is expected here: a letter, then letters"
                            + " and digits, all lower-case. The secret itself never stands in a specification.");
        }
        return place.text("");
    }

    private static URI url(Place place) {
        var text = place.text("");
        if (!place.present()) {
            return NONE;
        }
        try {
            var url = new URI(text);
            boolean plain = ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
            if (plain) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // Said below, as of every other text that is no address.
        }
        place.problem(
                "URL_INVALID",
                "An address is expected here that begins with https:// or http://, with a host, and without user or fragment.");
        return NONE;
    }

    static Map<String, Object> document(Sink sink) {
        return switch (sink) {
            case Sink.Log _ -> Map.of("log", Map.of());
            case Sink.Smtp smtp -> Map.of("smtp", smtp(smtp));
            case Sink.Slack slack -> Map.of("slack", Map.of("address", slack.address()));
            case Sink.Pagerduty pagerduty ->
                Map.of("pagerduty", AlertRouteSpecs.pairs("url", pagerduty.url(), "key", pagerduty.key()));
            case Sink.Webhook webhook ->
                Map.of("webhook", AlertRouteSpecs.pairs("url", webhook.url(), "key", webhook.key()));
            case Sink.Alertmanager manager ->
                Map.of("alertmanager", with(Map.of("url", manager.url()), "token", manager.token()));
        };
    }

    private static Map<String, Object> smtp(Sink.Smtp smtp) {
        var server = smtp.server();
        var document = AlertRouteSpecs.pairs(
                "host", server.host(),
                "port", server.port(),
                "encryption", Words.kebab(server.encryption()),
                "from", smtp.from(),
                "to", smtp.to());
        return with(with(document, "user", server.user()), "password", server.password());
    }

    private static Map<String, Object> with(Map<String, Object> document, String name, @Nullable Object value) {
        if (value == null) {
            return document;
        }
        var more = new LinkedHashMap<>(document);
        more.put(name, value);
        return more;
    }
}
