package dev.millrace.local.chaos;

import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * I5: a model version is approved or rejected at most once, the registry says what was announced, nobody approves what
 * they brought about themselves, and generations are numbered without a gap.
 */
final class VersionsAreDecidedOnce implements Invariant {

    private static final String ID = "I5";

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        var found = new ArrayList<Violation>();
        var decisions = new HashMap<String, List<String>>();
        var models = new HashSet<String>();
        for (Event event : stack.events().distinct(Topics.MODEL_APPROVED)) {
            models.add(event.text("model"));
            if (!event.flag("rollback") && event.optional("runId") != null) {
                decisions
                        .computeIfAbsent(event.text("runId"), run -> new ArrayList<>())
                        .add("APPROVED by " + event.text("approver"));
            }
        }
        for (Event event : stack.events().distinct(Topics.MODEL_REJECTED)) {
            models.add(event.text("model"));
            decisions
                    .computeIfAbsent(event.text("runId"), run -> new ArrayList<>())
                    .add("REJECTED");
        }
        decisions.forEach((run, told) -> {
            if (told.size() > 1) {
                found.add(new Violation(ID, "the version of run " + run + " was decided about: " + told));
            }
        });
        checkFourEyes(stack.events(), decisions, found);
        for (String model : models) {
            checkStates(stack, model, decisions, found);
        }
        checkGenerations(stack.events(), found);
        return found;
    }

    private static void checkFourEyes(EventLog events, Map<String, List<String>> decisions, List<Violation> found) {
        for (Event trained : events.distinct(Topics.MODEL_TRAINED)) {
            for (String actor : trained.texts("actors")) {
                if (decisions.getOrDefault(trained.text("runId"), List.of()).contains("APPROVED by " + actor)) {
                    found.add(new Violation(ID, actor + " approved the model of run " + trained.text("runId")));
                }
            }
        }
    }

    private static void checkStates(
            Observation stack, String model, Map<String, List<String>> decisions, List<Violation> found)
            throws IOException {
        for (JsonNode version : RunsMakeOneVersion.versions(stack.api(), model)) {
            var status = version.path("status").asString();
            var told = decisions.getOrDefault(version.path("runId").asString(), List.of());
            boolean waits = status.startsWith("PENDING");
            if (waits != told.isEmpty()) {
                found.add(new Violation(
                        ID,
                        model + " version " + version.path("version").asInt() + " is " + status + ", announced: "
                                + told));
            }
        }
    }

    private static void checkGenerations(EventLog events, List<Violation> found) {
        var generations = new HashMap<String, Set<Long>>();
        for (Event event : events.distinct(Topics.MODEL_APPROVED)) {
            if (!generations
                    .computeIfAbsent(event.text("model"), model -> new HashSet<>())
                    .add(event.number("generation"))) {
                found.add(new Violation(
                        ID, event.text("model") + " has generation " + event.number("generation") + " twice"));
            }
        }
    }
}
