package dev.millrace.local.chaos;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * M3: each episode is told once, ends at most once for each time that it was told, and is one that its windows give; and no alarm
 * is about an episode that there is not. An event that comes again with the same id is the same alarm.
 */
final class AlarmsAreToldOnce {

    private static final String ID = "M3";
    private static final Pattern CODE = Pattern.compile("(DRIFT|PERFORMANCE|ESTIMATED_PERFORMANCE)(_LASTS|_OVER)?");
    private static final String LASTS = "_LASTS";
    private static final String OVER = "_OVER";
    private static final int PAGE = 100;

    private final StackApi api;
    private final String model;
    private final List<Event> alerts;
    private final List<Event> detected;
    private final List<Violation> found = new ArrayList<>();

    private AlarmsAreToldOnce(StackApi api, EventLog events, String model) {
        this.api = api;
        this.model = model;
        alerts = of(events, Topics.ALERT_RAISED, model);
        detected = of(events, Topics.DRIFT_DETECTED, model);
    }

    private static List<Event> of(EventLog events, Topic<?> topic, String model) {
        return events.distinct(topic).stream()
                .filter(event -> event.text("pipeline").equals(model))
                .toList();
    }

    /**
     * @param performance windows of labels, by number
     * @param reminder of the pipeline
     */
    static List<Violation> check(
            StackApi api, EventLog events, String model, Map<Long, JsonNode> performance, Duration reminder)
            throws IOException {
        var check = new AlarmsAreToldOnce(api, events, model);
        var episodes = check.episodes();
        check.eachEpisodeIsTold(episodes);
        check.drift(episodes);
        check.performance(episodes, new TreeMap<>(performance).values(), reminder);
        check.listed();
        return check.found;
    }

    /** By kind and cascade. */
    private Map<String, JsonNode> episodes() throws IOException {
        var episodes = new HashMap<String, JsonNode>();
        for (var episode : pages("/v1/models/" + model + "/episodes?limit=" + PAGE, "episodes")) {
            var key = episode.path("kind").asString() + " "
                    + episode.path("cascadeId").asString();
            if (episodes.put(key, episode) != null) {
                add("episode " + key + " is listed twice");
            }
        }
        return episodes;
    }

    private List<JsonNode> pages(String path, String items) throws IOException {
        var all = new ArrayList<JsonNode>();
        var after = "";
        do {
            var page = api.get("monitoring", path + (after.isEmpty() ? "" : "&after=" + after))
                    .body();
            page.path(items).forEach(all::add);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return all;
    }

    private void eachEpisodeIsTold(Map<String, JsonNode> episodes) {
        var told = new HashMap<String, List<String>>();
        for (var alert : alerts) {
            var code = CODE.matcher(alert.text("code"));
            if (code.matches() && alert.aggregateId().startsWith("monitoring:")) {
                told.computeIfAbsent(code.group(1) + " " + alert.text("cascadeId"), key -> new ArrayList<>())
                        .add(Objects.requireNonNullElse(code.group(2), ""));
            }
        }
        told.forEach((key, endings) -> {
            if (!episodes.containsKey(key)) {
                add("alerts about an episode that there is not: " + key + " " + endings);
            }
        });
        episodes.forEach((key, episode) -> {
            var endings = told.getOrDefault(key, List.of());
            long begins = count(endings, "");
            long overs = count(endings, OVER);
            boolean isOver = episode.path("state").asString().equals("OVER");
            if (begins != 1 || overs > 1 + count(endings, LASTS) || (isOver && overs == 0)) {
                add(key + " is told as " + endings + " and is " + episode);
            }
        });
    }

    private static long count(List<String> endings, String ending) {
        return endings.stream().filter(ending::equals).count();
    }

    private void drift(Map<String, JsonNode> episodes) throws IOException {
        var begun = detected.stream()
                .collect(Collectors.groupingBy(
                        event -> (event.text("kind").equals("PERFORMANCE") ? "PERFORMANCE " : "DRIFT ")
                                + event.text("cascadeId"),
                        Collectors.counting()));
        var expected = episodes.keySet().stream()
                .filter(key -> !key.startsWith("ESTIMATED"))
                .collect(Collectors.toMap(key -> key, key -> 1L));
        equal("drift.detected of each episode", expected, begun);
        var newest = PredictionsAreCountedOnce.drift(api, model, "");
        equal(
                "windows with which drift begins",
                PredictionsAreCountedOnce.windows(api, model, newest).values().stream()
                        .filter(window -> window.path("announced").asBoolean())
                        .map(window -> window.path("number").asLong())
                        .collect(Collectors.toCollection(TreeSet::new)),
                begins(episodes, "DRIFT"));
    }

    private static Set<Long> begins(Map<String, JsonNode> episodes, String kind) {
        return episodes.values().stream()
                .filter(episode -> episode.path("kind").asString().equals(kind))
                .map(episode -> episode.path("window").asLong())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A window that is worse begins an episode, and one with no evidence left ends it. What comes back before the reminder is due is the
     * same episode and is not told, nor is its end a second time.
     */
    private void performance(Map<String, JsonNode> episodes, Collection<JsonNode> windows, Duration reminder) {
        var begins = new TreeSet<Long>();
        int ends = 0;
        var due = Instant.MIN;
        boolean lasts = false;
        boolean endIsTold = true;
        for (var window : windows) {
            var end = Instant.parse(window.path("to").asString());
            boolean worse = window.path("worse").asBoolean();
            if (worse && !end.isBefore(due)) {
                if (!lasts) {
                    begins.add(window.path("number").asLong());
                }
                due = end.plus(reminder);
                endIsTold = false;
            }
            if (lasts && window.path("evidence").asDouble() == 0) {
                ends += endIsTold ? 0 : 1;
                endIsTold = true;
                lasts = false;
            }
            lasts |= worse;
        }
        equal("windows with which the performance drops", begins, begins(episodes, "PERFORMANCE"));
        equal("ends of the drop", ends, codes(alerts).getOrDefault("PERFORMANCE" + OVER, 0));
    }

    /** How many alerts of a model have each code. */
    static Map<String, Integer> codes(EventLog events, String model) {
        return codes(of(events, Topics.ALERT_RAISED, model));
    }

    private static Map<String, Integer> codes(List<Event> alerts) {
        var codes = new TreeMap<String, Integer>();
        alerts.forEach(alert -> codes.merge(alert.text("code"), 1, Integer::sum));
        return codes;
    }

    /** The list of alerts has each that was raised, once. */
    private void listed() throws IOException {
        var listed = pages("/v1/alerts?limit=" + PAGE + "&pipeline=" + model, "alerts").stream()
                .map(alert -> alert.path("eventId").asString())
                .sorted()
                .toList();
        equal("listed alerts", alerts.stream().map(Event::eventId).sorted().toList(), listed);
    }

    private void equal(String what, Object expected, Object told) {
        if (!expected.equals(told)) {
            add(what + ": " + expected + " expected, " + told + " told");
        }
    }

    private void add(String detail) {
        found.add(new Violation(ID, model + ": " + detail));
    }
}
