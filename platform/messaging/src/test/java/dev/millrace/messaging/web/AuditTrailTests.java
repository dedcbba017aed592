package dev.millrace.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.MemoryAggregates;
import dev.millrace.messaging.commit.MemoryDocuments;
import dev.millrace.messaging.commit.OutboxEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTrailTests {

    private static final AggregateType<Count> COUNTS = new AggregateType<>("counts", Count.class);
    private static final String ID = "default/visitors";
    private static final String NAME = "model:counts:" + ID;

    record Count(int value) {}

    private final Lines documents = new Lines();
    private final CommittedAggregates aggregates = MemoryAggregates.over(documents, collection -> {});
    private final AuditTrail trail = new AuditTrail(aggregates);

    @Test
    void verifiesATrailOfManyPages() {
        commit(2_500);

        var found = trail.of(NAME).orElseThrow();

        assertThat(found.lines()).hasSize(2_500);
        assertThat(found.verified()).isTrue();
    }

    @Test
    void countsLinesThatWaitInTheOutbox() {
        commit(3);
        commitOnly();

        var found = trail.of(NAME).orElseThrow();

        assertThat(found.lines()).extracting(AuditRecord::revision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(found.verified()).isTrue();
    }

    @Test
    void verifiesWhileTheAggregateIsChanged() {
        commit(3);
        commitOnly();
        documents.meanwhile.add(this::publish);
        documents.meanwhile.add(() -> commit(2));

        var found = trail.of(NAME).orElseThrow();

        assertThat(found.lines()).hasSize(4);
        assertThat(found.verified()).isTrue();
    }

    @Test
    void noticesALineThatWasAltered() {
        commit(3);
        documents.putAudit(altered(documents.audit(NAME, 1, 1).getFirst()));

        assertThat(trail.of(NAME).orElseThrow().verified()).isFalse();
    }

    @Test
    void noticesALineThatWasLeftOut() {
        commit(3);
        documents.hidden = 3;

        assertThat(trail.of(NAME).orElseThrow().verified()).isFalse();
    }

    @Test
    void knowsNoAggregateOfAnotherService() {
        commit(1);

        assertThat(trail.of("foo:counts:" + ID)).isEmpty();
        assertThat(trail.of("model:others:" + ID)).isEmpty();
        assertThat(trail.of("model:counts:default/nobody")).isEmpty();
        assertThat(trail.of("model")).isEmpty();
    }

    private static AuditRecord altered(AuditRecord line) {
        return new AuditRecord(
                line.aggregate(),
                line.revision(),
                "somebody else",
                line.action(),
                line.cause(),
                line.cascadeId(),
                line.at(),
                line.hash());
    }

    private void commit(int times) {
        for (int i = 0; i < times; i++) {
            commitOnly();
            publish();
        }
    }

    private void commitOnly() {
        aggregates
                .of(COUNTS)
                .internal(
                        "test",
                        new Lineage("cascade", null, 0),
                        ID,
                        count -> Decision.apply(new Count(count == null ? 1 : count.value() + 1), "counted"));
    }

    private void publish() {
        var outbox = documents.outbox(ID).orElseThrow();
        outbox.entries().forEach(entry -> documents.putAudit(((OutboxEntry.Audit) entry).line()));
        documents.settle(outbox, true);
    }

    /** Audit lines that change while they are read. */
    private static final class Lines extends MemoryDocuments {

        private final List<Runnable> meanwhile = new ArrayList<>();
        private long hidden;

        @Override
        public List<AuditRecord> audit(String aggregate, long afterRevision, int limit) {
            var now = List.copyOf(meanwhile);
            meanwhile.clear();
            now.forEach(Runnable::run);
            return super.audit(aggregate, afterRevision, limit).stream()
                    .filter(line -> line.revision() != hidden)
                    .toList();
        }
    }
}
