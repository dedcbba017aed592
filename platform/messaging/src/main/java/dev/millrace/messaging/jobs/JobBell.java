package dev.millrace.messaging.jobs;

import dev.millrace.messaging.commit.JobSignal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Wakes the workers of this process as soon as a job is wanted. */
public final class JobBell implements JobSignal {

    private final Map<String, Runnable> runners = new ConcurrentHashMap<>();

    @Override
    public void requested(String collection) {
        var runner = runners.get(collection);
        if (runner != null) {
            runner.run();
        }
    }

    void answer(String collection, Runnable runner) {
        runners.put(collection, runner);
    }
}
