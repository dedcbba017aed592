package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;

/** Begins to watch what an approval put in service, with that version's own baseline. */
public class StartWatch {

    private final AggregateStore<Watch> watches;
    private final WatchedModels models;
    private final Baselines baselines;
    private final Approvals approvals;

    public StartWatch(Aggregates aggregates, WatchedModels models, Baselines baselines, Approvals approvals) {
        this.models = models;
        this.watches = CloseWindows.watches(aggregates);
        this.baselines = baselines;
        this.approvals = approvals;
    }

    /**
     * @throws ParkedException where the baseline cannot be read; the watch has begun, and counts what cannot be compared until
     *     the baseline is back
     */
    public void start(Received<?> cause, Approved approved) {
        var known = watches.find(approved.watch());
        if (known.isEmpty() || known.get().state().generation() < approved.generation()) {
            watches.on(
                    cause,
                    approved.watch(),
                    watch -> watch != null && watch.generation() >= approved.generation()
                            ? Decision.ignore("a newer generation is watched")
                            : Decision.apply(Watch.begin(approved), "watch.started")
                                    .storing(
                                            models.row(approved),
                                            models.row(approved.project(), WatchedModels.Watched.begun(approved))));
        }
        approvals.started(approved.watch(), approved.generation());
        boolean current = known.isEmpty() || known.get().state().generation() <= approved.generation();
        if (current
                && baselines.find(approved.packageDigest()) instanceof Baselines.Lookup.Unreadable(var code, var why)) {
            throw new ParkedException(code, "baseline of version %d: %s".formatted(approved.version(), why), true);
        }
    }
}
