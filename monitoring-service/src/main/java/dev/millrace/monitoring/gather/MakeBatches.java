package dev.millrace.monitoring.gather;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.gather.GatheredRows.Head;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands gathered rows over to ingestion once there are enough of them, or one has waited long enough. The rows are written as an
 * artifact first; then one change of {@link Batches} says that they are in a batch and announces it. Whoever dies before that
 * change leaves a file that nobody refers to, and whoever dies behind it leaves an announcement in the outbox.
 */
public class MakeBatches {

    static final int LOOKED_AT_TOGETHER = 50;

    private static final String ACTOR = "monitoring";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Logger log = LoggerFactory.getLogger(MakeBatches.class);

    private final AggregateStore<Batches> batches;
    private final GatherRules rules;
    private final GatheredRows gathered;
    private final BatchList list;
    private final BatchAnnouncements announcements;
    private final ArtifactStore artifacts;
    private final Clock clock;

    /** The model behind which the next sweep goes on; empty where it begins with the first. */
    private String swept = "";

    public MakeBatches(
            Aggregates aggregates,
            GatherRules rules,
            GatheredRows gathered,
            BatchList list,
            BatchAnnouncements announcements,
            ArtifactStore artifacts,
            Clock clock) {
        this.batches = batches(aggregates);
        this.rules = rules;
        this.gathered = gathered;
        this.list = list;
        this.announcements = announcements;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    static AggregateStore<Batches> batches(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("feedback-batches", Batches.class));
    }

    /** Hands over the rows of models for which that is due; looks at some of those that have rows at each call, in turn. */
    public synchronized void sweep() {
        for (int looked = 0; looked < LOOKED_AT_TOGETHER; looked++) {
            var owner = gathered.ownerAfter(swept);
            swept = owner.orElse("");
            if (owner.isEmpty()) {
                return;
            }
            boolean more = true;
            while (more) {
                more = madeOne(owner.get());
            }
        }
    }

    private boolean madeOne(String owner) {
        var heads = gathered.heads(owner, UnbatchedRows.MOST_CHUNKS);
        if (heads.isEmpty()) {
            return false;
        }
        var before = batches.find(owner).map(Stored::state).orElse(Batches.NONE);
        var project = owner.substring(0, owner.indexOf('/'));
        var rule = rules.of(project, heads.getFirst().pipeline());
        var waiting = UnbatchedRows.of(heads, before);
        gathered.remove(heads.stream()
                .filter(head -> head.end() <= before.taken(head.partition()))
                .map(Head::id)
                .toList());
        if (waiting.isEmpty()) {
            return false;
        }
        return rule.isEmpty()
                ? isTaken(owner, before, waiting, dropped(before, waiting))
                : waiting.isDue(rule.get(), clock.instant())
                        && written(waiting.chunks(), rule.get().label())
                                .filter(file -> isTaken(
                                        owner, before, waiting, handedOver(owner, before, waiting, rule.get(), file)))
                                .isPresent();
    }

    /** Whether this replica, and no other, did that with the rows. */
    private boolean isTaken(String owner, Batches before, UnbatchedRows waiting, Decision<Batches> change) {
        var lineage = new Lineage(cascade(owner, before.made() + 1), null, 0);
        var outcome = batches.internal(
                ACTOR,
                lineage,
                owner,
                state -> before.equals(state == null ? Batches.NONE : state)
                        ? change
                        : Decision.ignore("changed meanwhile"));
        if (!(outcome instanceof Outcome.Applied<Batches>)) {
            return false;
        }
        gathered.remove(waiting.chunks().stream().map(Head::id).toList());
        return true;
    }

    private static Decision<Batches> dropped(Batches before, UnbatchedRows waiting) {
        return Decision.apply(before.dropping(waiting.ends(), waiting.rows()), "rows.dropped");
    }

    private Decision<Batches> handedOver(
            String owner, Batches before, UnbatchedRows waiting, GatherRule rule, Written file) {
        var after = before.withBatch(waiting.ends(), waiting.rows());
        var batch = new Batch(
                owner,
                after.made(),
                rule.dataset(),
                waiting.rows(),
                file.digest().hex(),
                cascade(owner, after.made()),
                clock.instant());
        return Decision.apply(after, "rows.gathered", announcements.gathered(batch, file.bytes()))
                .storing(list.row(batch));
    }

    private static String cascade(String owner, long number) {
        return "feedback-%d-%s"
                .formatted(
                        number,
                        EventIds.sha256(owner.getBytes(StandardCharsets.UTF_8)).substring(0, 24));
    }

    private record Written(Digest digest, long bytes) {}

    /** Empty where rows are there no longer, because another replica has handed them over meanwhile. */
    private Optional<Written> written(List<Head> heads, String label) {
        long bytes = 0;
        try (var draft = artifacts.draft()) {
            // The draft closes its stream itself, once it has flushed it to disk.
            var out = new BufferedOutputStream(draft.stream());
            for (var head : heads) {
                var rows = gathered.rows(head.id());
                if (rows.isEmpty()) {
                    log.warn("The labelled rows of {} are not in their place; they are looked for again", head.id());
                    return Optional.empty();
                }
                for (var row : rows.get()) {
                    var line = JSON.writeValueAsBytes(row.written(label));
                    out.write(line);
                    out.write('\n');
                    bytes += line.length + 1L;
                }
            }
            out.flush();
            return Optional.of(new Written(draft.commit(), bytes));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
