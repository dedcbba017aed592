package dev.millrace.local.chaos;

import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** I4: a run that succeeded made exactly one model version, others made none, and versions are numbered without a gap. */
final class RunsMakeOneVersion implements Invariant {

    private static final String ID = "I4";
    private static final int PAGE = 50;

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        var found = new ArrayList<Violation>();
        var trained = new HashMap<String, String>();
        for (Event event : stack.events().distinct(Topics.MODEL_TRAINED)) {
            if (trained.put(event.text("runId"), event.text("model")) != null) {
                found.add(new Violation(ID, "run " + event.text("runId") + " told twice of its model"));
            }
        }
        for (Event decision : stack.events().distinct(Topics.TRAINING_DECIDED)) {
            if (decision.text("decision").equals("STARTED")) {
                checkModel(stack.api(), decision.text("runId"), trained, found);
            }
        }
        for (String model : new HashSet<>(trained.values())) {
            checkVersions(model, trained, versions(stack.api(), model), found);
        }
        return found;
    }

    private static void checkModel(StackApi api, String run, Map<String, String> trained, List<Violation> found)
            throws IOException {
        var status = TriggersLeadToOneRun.status(api, run);
        if (status.equals("TRAINED") != trained.containsKey(run)) {
            found.add(new Violation(ID, "run " + run + " ended as " + status + ", model: " + trained.get(run)));
        }
    }

    private static void checkVersions(
            String model, Map<String, String> trained, List<JsonNode> versions, List<Violation> found) {
        var numbers = versions.stream()
                .map(version -> version.path("version").asInt())
                .sorted()
                .toList();
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != i + 1) {
                found.add(new Violation(ID, model + " has the versions " + numbers));
                break;
            }
        }
        var byRun = versions.stream()
                .collect(Collectors.groupingBy(version -> version.path("runId").asString(), Collectors.counting()));
        trained.forEach((run, of) -> {
            if (of.equals(model) && byRun.getOrDefault(run, 0L) != 1) {
                found.add(new Violation(
                        ID, "run " + run + " has " + byRun.getOrDefault(run, 0L) + " versions of " + model));
            }
        });
        byRun.keySet().stream()
                .filter(run -> !model.equals(trained.get(run)))
                .forEach(run ->
                        found.add(new Violation(ID, model + " has a version of run " + run + ", which made none")));
    }

    /** All of a model's versions, newest first. */
    static List<JsonNode> versions(StackApi api, String model) throws IOException {
        var versions = new ArrayList<JsonNode>();
        var page = page(api, model, Integer.MAX_VALUE);
        while (!page.isEmpty()) {
            versions.addAll(page);
            page = page(api, model, page.getLast().path("version").asInt());
        }
        return versions;
    }

    private static List<JsonNode> page(StackApi api, String model, int below) throws IOException {
        return api.get("registry", "/v1/models/" + model + "/versions?limit=" + PAGE + "&below=" + below)
                .body()
                .path("versions")
                .valueStream()
                .toList();
    }
}
