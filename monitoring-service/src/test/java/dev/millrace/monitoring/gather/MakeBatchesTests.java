package dev.millrace.monitoring.gather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.monitoring.MemoryAggregates;
import dev.millrace.monitoring.MemoryArtifacts;
import dev.millrace.monitoring.gather.GatheredRows.Chunk;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MakeBatchesTests {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final MemoryAggregates aggregates = new MemoryAggregates();
    private final MemoryGatheredRows gathered = new MemoryGatheredRows();
    private final MakeBatches makeBatches = new MakeBatches(
            aggregates,
            new GatherRules(aggregates),
            gathered,
            new MemoryBatchList(),
            (batch, bytes) -> Announcement.of(Topics.ALERT_RAISED, new AlertRaised()),
            new MemoryArtifacts(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void looksAtSomeModelsAtEachCallAndAtAllInTurn() {
        var row = new LabelledRow("p", 1, NOW, NOW, List.of("fare"), List.of(1.0), "1");
        for (int model = 0; model <= MakeBatches.LOOKED_AT_TOGETHER; model++) {
            var owner = "default/m%03d".formatted(model);
            gathered.documents(new Chunk(owner, "nobody-gathers", 0, 0, NOW, List.of(row)));
        }

        makeBatches.sweep();
        assertThat(gathered.ownerAfter("")).contains("default/m%03d".formatted(MakeBatches.LOOKED_AT_TOGETHER));

        makeBatches.sweep();
        assertThat(gathered.ownerAfter("")).isEmpty();
    }
}
