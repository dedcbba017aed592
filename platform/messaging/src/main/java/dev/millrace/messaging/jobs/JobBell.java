package dev.millrace.messaging.jobs;

import dev.millrace.messaging.commit.JobSignal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Wakes the workers of this process as soon as a job is wanted. */
public final class JobBell implements JobSignal {

    private final Map<String, Consumer<String>> runners = new ConcurrentHashMap<>();

    @Override
    public void requested(String collection, String aggregateId) {
        var runner = runners.get(collection);
        if (runner != null) {
            runner.accept(aggregateId);
        }
    }

    void answer(String collection, Consumer<String> runner) {
        runners.put(collection, runner);
    }
}
