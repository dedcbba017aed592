package dev.millrace.local.chaos;

import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I1: every dataset version that was accepted arrived once, and was validated or rejected exactly once. */
final class VersionsAreJudgedOnce implements Invariant {

    private static final String ID = "I1";

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        var found = new ArrayList<Violation>();
        var arrived = arrivals(stack.events(), found);
        var verdicts = new HashMap<String, Integer>();
        stack.events().distinct(Topics.DATA_VALIDATED).forEach(event -> verdicts.merge(name(event), 1, Integer::sum));
        stack.events().distinct(Topics.DATA_REJECTED).forEach(event -> verdicts.merge(name(event), 1, Integer::sum));
        for (String version : arrived) {
            int judged = verdicts.getOrDefault(version, 0);
            if (judged != 1) {
                found.add(new Violation(ID, version + " has " + judged + " verdicts"));
            }
        }
        verdicts.keySet().stream()
                .filter(version -> !arrived.contains(version))
                .forEach(version -> found.add(new Violation(ID, version + " was judged but never arrived")));
        acceptedUploads(stack.calls()).stream()
                .filter(version -> !arrived.contains(version))
                .forEach(version -> found.add(new Violation(ID, version + " was accepted but never announced")));
        return found;
    }

    private static Set<String> arrivals(EventLog events, List<Violation> found) {
        var arrived = new HashSet<String>();
        for (Event event : events.distinct(Topics.DATA_ARRIVED)) {
            if (!arrived.add(name(event))) {
                found.add(new Violation(ID, name(event) + " arrived twice"));
            }
        }
        return arrived;
    }

    private static String name(Event event) {
        return event.text("dataset") + " version " + event.number("version");
    }

    private static Set<String> acceptedUploads(CallLog calls) {
        var accepted = new HashSet<String>();
        for (CallLog.Kind kind : List.of(CallLog.Kind.UPLOAD, CallLog.Kind.INVALID_UPLOAD)) {
            calls.of(kind)
                    .filter(call -> call.outcome() == CallLog.Outcome.OK)
                    .map(CallLog.Call::answer)
                    .forEach(answer -> accepted.add(answer.path("dataset").asString() + " version "
                            + answer.path("version").asLong()));
        }
        return accepted;
    }

    /** How many versions of each dataset arrived. */
    static Map<String, Integer> counts(EventLog events) {
        var counts = new HashMap<String, Integer>();
        events.distinct(Topics.DATA_ARRIVED).forEach(event -> counts.merge(event.text("dataset"), 1, Integer::sum));
        return counts;
    }
}
