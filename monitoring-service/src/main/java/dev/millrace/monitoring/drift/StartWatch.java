package dev.millrace.monitoring.drift;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
import java.util.Map;

/** Begins to watch what an approval put in service, with that version's own baseline. */
public class StartWatch {

    private final Watches watches;
    private final References references;

    StartWatch(Aggregates aggregates, References references) {
        this.watches = Watches.in(aggregates);
        this.references = references;
    }

    public void start(Received<?> cause, Approved approved) {
        var known = watches.watches().find(approved.watch());
        if (known.isPresent() && known.get().state().generation() >= approved.generation()) {
            return;
        }
        Bins bins = references.of(approved.packageDigest());
        watches.watches()
                .on(
                        cause,
                        approved.watch(),
                        watch -> watch != null && watch.generation() >= approved.generation()
                                ? Decision.ignore("a newer generation is watched")
                                : Decision.apply(
                                        Watch.begin(
                                                approved,
                                                bins.baseline().rows(),
                                                watch == null ? Map.of() : watch.offsets()),
                                        "watch.started"));
    }
}
