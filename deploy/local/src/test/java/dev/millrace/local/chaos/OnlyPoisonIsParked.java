package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** I12: what services put aside is what nobody can handle, each with a code, and nothing else. */
final class OnlyPoisonIsParked implements Invariant {

    private static final String ID = "I12";

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        var found = new ArrayList<Violation>();
        var poison = poison(stack.events());
        for (String service : StackApi.SERVICES) {
            for (JsonNode parked :
                    stack.api().get(service, "/v1/parked?limit=200").body().path("parked")) {
                var id = parked.path("id").asString();
                if (poison.stream().noneMatch(id::startsWith)) {
                    found.add(new Violation(
                            ID,
                            service + " parked " + id + " for "
                                    + parked.path("code").asString() + ": "
                                    + parked.path("detail").asString()));
                }
            }
        }
        return found;
    }

    /** Records that cannot be decoded, and records of services that there are not. */
    private static Set<String> poison(EventLog events) {
        var poison = new HashSet<>(events.undecodable());
        events.all()
                .filter(event -> !StackApi.SERVICES.contains(event.aggregateId().split(":", 2)[0]))
                .forEach(event -> poison.add(event.id()));
        return poison;
    }
}
