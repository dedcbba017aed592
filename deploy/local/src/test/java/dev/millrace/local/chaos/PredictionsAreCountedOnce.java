package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** M1: the windows of predictions, closed and filling, hold every row of the log once. */
final class PredictionsAreCountedOnce {

    private static final String ID = "M1";
    private static final int PAGE = 100;

    private PredictionsAreCountedOnce() {}

    /** @param answered ids of the rows that serving has answered */
    static List<Violation> check(StackApi api, ModelLog log, Set<String> answered) throws IOException {
        var found = new ArrayList<Violation>();
        var drift = drift(api, log.model(), "");
        long generation = drift.path("generation").asLong();
        var windows = windows(api, log.model(), drift);
        long counted = drift.at("/collecting/rows").asLong();
        for (var window : windows.values()) {
            counted += window.path("rows").asLong();
            checkColumns(log.model(), window, found);
        }
        long logged = log.answers().values().stream()
                .filter(answer -> answer.generation() == generation)
                .count();
        equal("rows in windows of " + log.model(), logged, counted, found);
        equal("rows not compared", log.answers().size() - logged, left(drift), found);
        equal("the last window of " + log.model(), windows.size(), windows.isEmpty() ? 0 : windows.lastKey(), found);
        equal("predictions logged twice: " + log.twice(), 0, log.twice().size(), found);
        long lost =
                answered.stream().filter(id -> !log.answers().containsKey(id)).count();
        equal("answers of " + log.model() + " that were not logged", 0, lost, found);
        return found;
    }

    private static long left(JsonNode drift) {
        return drift.path("otherRows").asLong() + drift.path("unreadableRows").asLong();
    }

    /** In each column every row of the window is in one bin. */
    private static void checkColumns(String model, JsonNode window, List<Violation> found) {
        for (var column : window.at("/verdict/columns")) {
            long rows = column.path("counts")
                    .valueStream()
                    .mapToLong(JsonNode::asLong)
                    .sum();
            equal(
                    "rows of " + column.path("column").asString() + " in window "
                            + window.path("number").asLong() + " of " + model,
                    window.path("rows").asLong(),
                    rows,
                    found);
        }
    }

    /** All closed windows of the generation, by number. */
    static SortedMap<Long, JsonNode> windows(StackApi api, String model, JsonNode newest) throws IOException {
        var windows = new TreeMap<Long, JsonNode>();
        for (var page = newest; addAll(page.path("windows"), newest.path("generation"), windows); ) {
            var oldest = page.path("windows").valueStream().reduce((first, last) -> last);
            page = drift(api, model, "&until=" + oldest.orElseThrow().path("to").asString());
        }
        return windows;
    }

    /** Whether there were windows that nobody has seen yet. */
    private static boolean addAll(JsonNode page, JsonNode generation, Map<Long, JsonNode> windows) {
        return page.valueStream()
                        .filter(window -> window.path("generation").equals(generation))
                        .filter(window -> windows.put(window.path("number").asLong(), window) == null)
                        .count()
                > 0;
    }

    static JsonNode drift(StackApi api, String model, String more) throws IOException {
        return api.get("monitoring", "/v1/models/" + model + "/drift?windows=" + PAGE + more)
                .body();
    }

    private static void equal(String what, long expected, long told, List<Violation> found) {
        if (expected != told) {
            found.add(new Violation(ID, what + ": " + expected + " expected, " + told + " told"));
        }
    }
}
