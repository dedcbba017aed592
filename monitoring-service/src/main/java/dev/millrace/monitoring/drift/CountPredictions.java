package dev.millrace.monitoring.drift;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts what serving answered. One commit a batch and model carries the counts, the offsets up to which they go and, when
 * a window confirms it, the drift.
 */
public class CountPredictions {

    private static final String ACTOR = "monitoring";
    private static final int MAX_TRIES = 50;

    private final Watches watches;
    private final References references;
    private final Rules rules;

    CountPredictions(Aggregates aggregates, References references, Rules rules) {
        this.watches = Watches.in(aggregates);
        this.references = references;
        this.rules = rules;
    }

    /** @param batch records of one partition, in order */
    public void count(int partition, List<Logged> batch) {
        Map<String, List<Logged>> byWatch =
                batch.stream().collect(Collectors.groupingBy(Logged::watch, LinkedHashMap::new, Collectors.toList()));
        byWatch.forEach((id, records) -> {
            int tries = 0;
            while (!counted(id, partition, records)) {
                if (++tries == MAX_TRIES) {
                    throw new IllegalStateException("watch " + id + " changes faster than it can be counted");
                }
            }
        });
    }

    /** False when somebody else changed the watch meanwhile. */
    private boolean counted(String id, int partition, List<Logged> records) {
        Optional<Watch> known = watches.watches().find(id).map(Stored::state);
        if (known.isEmpty()) {
            return true;
        }
        Watch before = known.get();
        Logged first = records.getFirst();
        Rule rule = rules.of(first.project(), before.approved().pipeline());
        Bins bins = references.of(before.approved().packageDigest());
        Fold.Result result = Fold.of(before, bins, rule, partition, records);
        if (result.watch().equals(before)) {
            return true;
        }
        watches.judged(id, result.judged());
        return commit(id, before, result, DriftNews.of(first.project(), result, bins, rule));
    }

    private boolean commit(String id, Watch before, Fold.Result result, List<Announcement<?>> news) {
        Lineage lineage = DriftNews.lineage(id, result.watch());
        Outcome<Watch> outcome = watches.watches()
                .internal(
                        ACTOR,
                        lineage,
                        id,
                        state -> before.equals(state)
                                ? Decision.apply(
                                        result.watch(), "predictions.counted", news.toArray(Announcement<?>[]::new))
                                : Decision.ignore("changed meanwhile"));
        return outcome instanceof Outcome.Applied<Watch>;
    }
}
