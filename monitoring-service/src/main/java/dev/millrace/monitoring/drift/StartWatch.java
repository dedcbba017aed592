package dev.millrace.monitoring.drift;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
import java.util.Map;

/** Begins to watch what an approval put in service, with that version's own baseline. */
public class StartWatch {

    private final Watches watches;
    private final References references;
    private final Rules rules;

    StartWatch(Aggregates aggregates, References references, Rules rules) {
        this.watches = Watches.in(aggregates);
        this.references = references;
        this.rules = rules;
    }

    public void start(Received<?> cause, Approved approved) {
        var known = watches.watches().find(approved.watch());
        if (known.isPresent() && known.get().state().generation() >= approved.generation()) {
            return;
        }
        Bins bins = references.of(approved.packageDigest());
        Rule rule = rules.of(approved.project(), approved.pipeline());
        double falseAlarms = FalseAlarms.share(
                bins.baseline(), rule, approved.packageDigest().hashCode());
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
                                                falseAlarms,
                                                watch == null ? Map.of() : watch.offsets()),
                                        "watch.started"));
    }
}
