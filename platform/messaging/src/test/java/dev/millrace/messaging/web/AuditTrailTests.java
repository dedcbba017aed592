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
import java.util.stream.LongStream;
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

        var revisions = new ArrayList<Long>();
        Long after = 0L;
        while (after != null) {
            var page = trail.page(NAME, after, 1_000).orElseThrow();
            assertThat(page.verified()).isTrue();
            page.lines().forEach(line -> revisions.add(line.revision()));
            after = page.next();
        }

        assertThat(revisions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_500).boxed().toList());
    }

    @Test
    void readsTheNewestFirstPageByPage() {
        commit(25);

        var revisions = new ArrayList<Long>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            var page = trail.newest(NAME, before, 10).orElseThrow();
            assertThat(page.verified()).isTrue();
            assertThat(page.revision()).isEqualTo(25);
            page.lines().forEach(line -> revisions.add(line.revision()));
            before = page.next();
        }

        assertThat(revisions.reversed())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
        documents.putAudit(altered(documents.audit(NAME, 24, 1).getFirst()));
        assertThat(trail.newest(NAME, Long.MAX_VALUE, 10).orElseThrow().verified())
                .isFalse();
    }

    @Test
    void noticesAnAlteredLineOnAnyPageAndALineLeftOutAtItsEdge() {
        commit(30);
        documents.putAudit(altered(documents.audit(NAME, 11, 1).getFirst()));
        documents.hidden = 20;

        assertThat(trail.page(NAME, 0, 10).orElseThrow().verified()).isTrue();
        assertThat(trail.page(NAME, 10, 9).orElseThrow().verified()).isFalse();
        assertThat(trail.page(NAME, 19, 5).orElseThrow().verified()).isFalse();
        assertThat(trail.page(NAME, 20, 10).orElseThrow().verified()).isFalse();
        assertThat(trail.page(NAME, 21, 10).orElseThrow().verified()).isTrue();
    }

    @Test
    void countsLinesThatWaitInTheOutbox() {
        commit(3);
        commitOnly();

        var found = trail.page(NAME, 0, 100).orElseThrow();

        assertThat(found.lines()).extracting(AuditRecord::revision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(found.verified()).isTrue();
    }

    @Test
    void verifiesWhileTheAggregateIsChanged() {
        commit(3);
        commitOnly();
        documents.meanwhile.add(this::publish);
        documents.meanwhile.add(() -> commit(2));

        var found = trail.page(NAME, 0, 100).orElseThrow();

        assertThat(found.lines()).hasSize(4);
        assertThat(found.verified()).isTrue();
    }

    @Test
    void noticesALineThatWasAltered() {
        commit(3);
        documents.putAudit(altered(documents.audit(NAME, 1, 1).getFirst()));

        assertThat(trail.page(NAME, 0, 100).orElseThrow().verified()).isFalse();
    }

    @Test
    void noticesALineThatWasLeftOut() {
        commit(3);
        documents.hidden = 3;

        assertThat(trail.page(NAME, 0, 100).orElseThrow().verified()).isFalse();
    }

    @Test
    void knowsNoAggregateOfAnotherService() {
        commit(1);

        assertThat(trail.page("foo:counts:" + ID, 0, 10)).isEmpty();
        assertThat(trail.page("model:others:" + ID, 0, 10)).isEmpty();
        assertThat(trail.page("model:counts:default/nobody", 0, 10)).isEmpty();
        assertThat(trail.page("model", 0, 10)).isEmpty();
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
        documents.settle(outbox, true, MemoryAggregates.NOW);
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
