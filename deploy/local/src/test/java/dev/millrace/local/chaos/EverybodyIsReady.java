package dev.millrace.local.chaos;

import java.util.ArrayList;
import java.util.List;

/** I15, as far as it can be seen at rest: every replica of every service says that it is ready. */
final class EverybodyIsReady implements Invariant {

    private static final String ID = "I15";

    @Override
    public List<Violation> check(Observation stack) {
        var found = new ArrayList<Violation>();
        for (String service : StackApi.SERVICES) {
            stack.api().urls(service).stream()
                    .filter(url -> !stack.api().ready(url))
                    .forEach(url -> found.add(new Violation(ID, service + " at " + url + " is not ready")));
        }
        return found;
    }
}
