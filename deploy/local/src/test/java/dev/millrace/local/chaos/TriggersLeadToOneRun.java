package dev.millrace.local.chaos;

import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I3: every trigger of a pipeline gets one final answer, a run that starts or a reason why none does, and no run starts
 * or ends twice. A trigger that was merged into a waiting run is answered finally when that run starts.
 */
final class TriggersLeadToOneRun implements Invariant {

    private static final String ID = "I3";
    private static final String MERGED = "MERGED";
    private static final Set<String> ENDED = Set.of("TRAINED", "FAILED", "CANCELLED");

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        var found = new ArrayList<Violation>();
        var started = new HashMap<String, Integer>();
        for (Event decision : stack.events().distinct(Topics.TRAINING_DECIDED)) {
            if (decision.text("decision").equals("STARTED")) {
                started.merge(decision.text("runId"), 1, Integer::sum);
            }
        }
        checkTriggers(stack.events(), found);
        checkRuns(stack, started, found);
        return found;
    }

    /** A pipeline is asked about the datasets of its specification since it was first defined. */
    private static void checkTriggers(EventLog events, List<Violation> found) {
        var decisions = events.distinct(Topics.TRAINING_DECIDED).stream()
                .collect(Collectors.groupingBy(decision -> decision.text("pipeline")));
        decisions.forEach((pipeline, ofPipeline) -> {
            var answers = finalAnswers(ofPipeline);
            var dataset = ofPipeline.getLast().text("dataset");
            events.distinct(Topics.DATA_VALIDATED).stream()
                    .filter(event -> event.text("dataset").equals(dataset))
                    .forEach(event -> {
                        int count =
                                answers.getOrDefault(event.eventId(), Set.of()).size();
                        if (count != 1) {
                            found.add(new Violation(
                                    ID,
                                    "pipeline " + pipeline + " answered version " + event.number("version") + " of "
                                            + dataset + " " + count + " times"));
                        }
                    });
        });
    }

    /**
     * Final decisions by the trigger that they answer. One lists the first of many triggers that were merged into its run; the merged
     * decision of each other one names the run.
     */
    private static Map<String, Set<String>> finalAnswers(List<Event> decisions) {
        var answers = new HashMap<String, Set<String>>();
        var ofRuns = new HashMap<String, Set<String>>();
        var merged = new ArrayList<Event>();
        for (Event decision : decisions) {
            if (decision.text("decision").equals(MERGED)) {
                merged.add(decision);
                continue;
            }
            add(ofRuns, decision.text("runId"), Set.of(decision.eventId()));
            decision.texts("causes").forEach(cause -> add(answers, cause, Set.of(decision.eventId())));
        }
        for (Event decision : merged) {
            var ofRun = ofRuns.getOrDefault(decision.text("runId"), Set.of());
            decision.texts("causes").forEach(cause -> add(answers, cause, ofRun));
        }
        return answers;
    }

    private static void add(Map<String, Set<String>> answers, String key, Set<String> decisions) {
        answers.computeIfAbsent(key, any -> new HashSet<>()).addAll(decisions);
    }

    private static void checkRuns(Observation stack, Map<String, Integer> started, List<Violation> found)
            throws IOException {
        var ended = new HashMap<String, Integer>();
        stack.events().distinct(Topics.RUN_ENDED).forEach(event -> ended.merge(event.text("runId"), 1, Integer::sum));
        for (var run : started.entrySet()) {
            if (run.getValue() != 1) {
                found.add(new Violation(ID, "run " + run.getKey() + " started " + run.getValue() + " times"));
            }
            if (ended.getOrDefault(run.getKey(), 0) > 1) {
                found.add(new Violation(ID, "run " + run.getKey() + " ended " + ended.get(run.getKey()) + " times"));
            }
            var status = status(stack.api(), run.getKey());
            if (!ENDED.contains(status)) {
                found.add(new Violation(ID, "run " + run.getKey() + " is still " + status));
            }
        }
    }

    /** What training says of a run. */
    static String status(StackApi api, String run) throws IOException {
        return api.get("training", "/v1/runs/" + run).body().path("status").asString("UNKNOWN");
    }
}
