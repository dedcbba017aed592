package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** I7: every service says that nothing waits to be published. */
final class OutboxesAreEmpty implements Invariant {

    private static final String ID = "I7";
    private static final String AGE = "millrace_messaging_outbox_age";

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        return of(stack.api());
    }

    static List<Violation> of(StackApi api) throws IOException {
        var found = new ArrayList<Violation>();
        for (String service : StackApi.SERVICES) {
            for (String url : api.urls(service)) {
                api.metrics(url)
                        .lines()
                        .filter(line -> line.startsWith(AGE) && value(line) > 0)
                        .forEach(line -> found.add(new Violation(ID, service + " at " + url + " says " + line)));
            }
        }
        return found;
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
