package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.DisplayText;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "alerts",
        description = "Show the newest alerts, whom they were told to and who looks after them; or look after one.",
        footer = {
            "",
            "millrace alerts                        shows the newest alerts",
            "millrace alerts acknowledge ID         says that you look after one",
            "millrace alerts routes                 shows the routes, and what came of their messages",
            "millrace alerts remove ROUTE           removes a route"
        })
final class AlertsCommand implements Callable<Integer> {

    /** What to do. */
    private enum Action {
        LIST,
        ACKNOWLEDGE,
        ROUTES,
        REMOVE
    }

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = "LIST",
            paramLabel = "ACTION",
            description = "acknowledge, routes or remove; lists alerts if left out.")
    private Action action = Action.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "An alert's id, or a route's name.")
    private @Nullable String name;

    @Option(names = "--note", description = "With acknowledge: what others should know.")
    private @Nullable String note;

    @Option(
            names = {"-n", "--limit"},
            defaultValue = "20",
            description = "How many alerts, newest first (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        var api = options.api();
        switch (action) {
            case LIST -> list(api);
            case ACKNOWLEDGE -> acknowledge(api);
            case ROUTES -> show(api.get(Part.MONITORING, "/v1/alert-routes"), AlertsCommand::routes);
            case REMOVE ->
                show(
                        api.delete(Part.MONITORING, "/v1/alert-routes/" + Api.step(named())),
                        removed -> List.of("The route " + named() + " is removed."));
        }
        return 0;
    }

    private void list(Api api) {
        var alerts = api.get(Part.MONITORING, "/v1/alerts?limit=" + Math.clamp(limit, 1, 200))
                .path("alerts");
        if (options.json) {
            options.console().json(alerts);
            return;
        }
        lines(alerts, handling(api, alerts)).forEach(options.console()::line);
    }

    private static Map<String, JsonNode> handling(Api api, JsonNode alerts) {
        var ids = alerts.valueStream()
                .map(alert -> Api.step(alert.path("id").asString()))
                .collect(Collectors.joining(","));
        var handling = new HashMap<String, JsonNode>();
        if (!ids.isEmpty()) {
            api.get(Part.MONITORING, "/v1/alert-handling?alerts=" + ids)
                    .path("handling")
                    .forEach(one -> handling.put(one.path("alert").asString(), one));
        }
        return handling;
    }

    private void acknowledge(Api api) {
        var body = new HashMap<String, Object>();
        if (note != null) {
            body.put("note", note);
        }
        show(
                api.post(Part.MONITORING, "/v1/alerts/" + Api.step(named()) + "/acknowledge", body),
                one -> List.of("%s looks after it since %s."
                        .formatted(one.path("by").asString(), DisplayText.time(one.path("at")))));
    }

    private String named() {
        if (name == null) {
            throw new Complaint("name the alert or the route; millrace alerts --help tells more");
        }
        return name;
    }

    /** How an answer reads. */
    private interface Lines {
        List<String> of(JsonNode answer);
    }

    private void show(JsonNode answer, Lines lines) {
        if (options.json) {
            options.console().json(answer);
        } else {
            lines.of(answer).forEach(options.console()::line);
        }
    }

    /** Alerts for people. */
    static List<String> lines(JsonNode alerts, Map<String, JsonNode> handling) {
        var lines = new ArrayList<String>();
        for (var alert : alerts) {
            lines.add("%s  %-8s %s of %s: %s"
                    .formatted(
                            DisplayText.time(alert.path("at")),
                            alert.path("severity").asString(),
                            alert.path("code").asString(),
                            alert.path("pipeline").asString(),
                            DisplayText.plain(alert.path("what").asString())));
            var id = alert.path("id").asString();
            lines.add("    " + id + told(handling.get(id)));
        }
        return lines.isEmpty() ? List.of("There are no alerts.") : lines;
    }

    private static String told(@Nullable JsonNode handling) {
        if (handling == null) {
            return "";
        }
        var routes =
                handling.path("routes").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        var told = handling.path("silence").isString()
                ? "; silenced by " + handling.path("silence").asString()
                : routes.isEmpty() ? "; told to nobody" : "; told by " + routes;
        var by = handling.at("/acknowledged/by");
        return by.isString() ? told + "; " + by.asString() + " looks after it" : told;
    }

    /** Routes for people. */
    static List<String> routes(JsonNode answer) {
        var lines = new ArrayList<String>();
        for (var route : answer.path("routes")) {
            var delivery = route.path("delivery");
            lines.add("%s version %d: %d sent, %d failed, %d alerts wait%s"
                    .formatted(
                            route.at("/current/route").asString(),
                            route.at("/current/version").asInt(),
                            delivery.path("sent").asLong(),
                            delivery.path("failed").asLong(),
                            delivery.path("waiting").asInt(),
                            delivery.path("lastFailure").isString()
                                    ? "; last failure: "
                                            + DisplayText.plain(
                                                    delivery.path("lastFailure").asString())
                                    : ""));
        }
        return lines.isEmpty() ? List.of("There are no routes; millrace apply FILE declares one.") : lines;
    }
}
