package dev.millrace.console.alert;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which alerts are told to whom, and what came of the messages. */
record Routes(List<Route> routes) {

    Routes {
        routes = routes == null ? List.of() : List.copyOf(routes);
    }

    record Route(Declared current, Delivery delivery) {}

    /** @param spec as it was declared; secrets stand in it by their names only */
    record Declared(
            String route,
            long version,
            String definedBy,
            String definedAt,
            @Nullable JsonNode spec) {

        /** What takes the messages, and where it is. */
        public String getSink() {
            var sink = spec == null
                    ? null
                    : spec.path("sink").propertyStream().findFirst().orElse(null);
            if (sink == null) {
                return "";
            }
            var where = Stream.of("url", "host", "address")
                    .map(name -> sink.getValue().path(name).asString(""))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            return (sink.getKey() + " " + where).strip();
        }

        /** Which alerts fit. */
        public String getFits() {
            return spec == null ? "" : fits(spec.path("match"));
        }
    }

    /** Alerts that are told to nobody until a time. */
    record Silences(List<Silence> silences) {

        Silences {
            silences = silences == null ? List.of() : List.copyOf(silences);
        }
    }

    record Silence(String id, @Nullable JsonNode match, String until, String reason, String by, String at) {

        public String getFits() {
            return match == null ? fits(tools.jackson.databind.node.MissingNode.getInstance()) : fits(match);
        }
    }

    /** @param waiting alerts that are not told yet */
    record Delivery(
            long sent,
            long failed,
            int waiting,
            long omitted,
            @Nullable String dueAt,
            @Nullable String lastSentAt,
            @Nullable String lastFailure,
            @Nullable String lastFailedAt) {}

    private static String fits(JsonNode match) {
        var said = Stream.of("severity", "code", "pipeline")
                .map(name -> said(name, match.path(name)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        return said.isEmpty() ? "every alert" : said;
    }

    private static @Nullable String said(String name, JsonNode values) {
        return values.isEmpty()
                ? null
                : name + " "
                        + values.valueStream().map(value -> value.asString("")).collect(Collectors.joining(" or "));
    }
}
