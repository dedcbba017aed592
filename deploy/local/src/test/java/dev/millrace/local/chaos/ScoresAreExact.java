package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * M2: each label counted once, and the metrics are those of the logged predictions with the first label of each. In a stack whose
 * labels may come before their predictions nobody can tell from outside which labels a window has, so there the windows are
 * compared as a whole; else one by one.
 */
final class ScoresAreExact {

    private static final String ID = "M2";
    private static final double PRECISION = 1e-9;

    /** Over many windows scores are told apart at 512 places. */
    private static final double PRECISION_OF_AREA = 1e-3;

    private static final int WINDOW = 500;

    private final ModelLog log;
    private final List<Violation> found = new ArrayList<>();

    private ScoresAreExact(ModelLog log) {
        this.log = log;
    }

    /**
     * The window that is filling has to be empty, so that the sum over the windows is that over all labels.
     *
     * @param accepted ids whose labels monitoring has accepted
     * @param ordered whether every label came after its prediction
     */
    static List<Violation> check(ModelLog log, PerformanceWindows windows, Set<String> accepted, boolean ordered)
            throws IOException {
        var check = new ScoresAreExact(log);
        check.totals(windows.look(), accepted);
        check.windows(windows);
        if (ordered) {
            check.oneByOne(windows);
        }
        return check.found;
    }

    private void totals(JsonNode told, Set<String> accepted) {
        var all = all();
        equal("labels", all.size(), told.path("labels").asLong());
        equal(
                "labels in the window that is filling",
                0,
                told.path("windowLabels").asLong());
        equal(
                "labels without a prediction",
                log.unmatched(),
                told.path("waiting").asLong() + told.path("unmatched").asLong());
        equal("labels of other versions", 0, told.path("otherVersions").asLong());
        var metrics = Scored.metrics(all);
        var area = metrics.remove("auc");
        differences(metrics, told.path("metrics")).forEach(this::add);
        if (area != null && Math.abs(area - told.at("/metrics/auc").asDouble(Double.NaN)) > PRECISION_OF_AREA) {
            add("auc over all windows: " + area + " expected, " + told.at("/metrics/auc") + " told");
        }
        equal(
                "labels that came again",
                log.copies(),
                told.path("repeated").asLong() + told.path("corrected").asLong());
        var lost = new HashSet<>(accepted);
        log.labels().values().forEach(labels -> labels.forEach(label -> lost.remove(label.predictionId())));
        equal("accepted labels that are on no topic", 0, lost.size());
    }

    private List<Scored> all() {
        return log.scored().values().stream().flatMap(List::stream).toList();
    }

    private void windows(PerformanceWindows windows) {
        var all = all();
        var told = windows.windows();
        equal("closed windows", all.size() / WINDOW, told.size());
        equal("the last window", told.size(), told.isEmpty() ? 0 : told.lastKey());
        windows.changed().forEach(changed -> add("a window changed: " + changed));
        var right = 0.0;
        var logLoss = 0.0;
        for (var window : told.values()) {
            equal("labels of a window", WINDOW, window.path("labels").asLong());
            right += window.at("/metrics/accuracy").asDouble() * WINDOW;
            logLoss += window.at("/metrics/log-loss").asDouble() * WINDOW;
        }
        var sums = new JsonMapper()
                .createObjectNode()
                .put("accuracy", right / all.size())
                .put("log-loss", logLoss / all.size());
        var metrics = Scored.metrics(all);
        metrics.remove("auc");
        differences(metrics, sums).forEach(difference -> add("over all windows " + difference));
    }

    private void oneByOne(PerformanceWindows windows) {
        new WindowSearch(log.scored())
                .unfit(windows.windows().values())
                .ifPresent(window -> add("no labels fit " + window));
    }

    /** Where metrics that were told are not the expected ones. */
    static List<String> differences(Map<String, Double> expected, JsonNode told) {
        return expected.entrySet().stream()
                .filter(metric ->
                        !isEqual(metric.getValue(), told.path(metric.getKey()).asDouble(Double.NaN)))
                .map(metric -> metric.getKey() + ": " + metric.getValue() + " expected, " + told.path(metric.getKey())
                        + " told")
                .toList();
    }

    static boolean isEqual(double expected, double told) {
        return Math.abs(expected - told) <= PRECISION;
    }

    private void equal(String what, long expected, long told) {
        if (expected != told) {
            add(what + ": " + expected + " expected, " + told + " told");
        }
    }

    private void add(String detail) {
        found.add(new Violation(ID, log.model() + ": " + detail));
    }
}
