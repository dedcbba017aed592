package dev.millrace.monitoring.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.monitoring.cascade.TimelineEntry.Chain;
import dev.millrace.monitoring.cascade.TimelineEntry.Meaning;
import dev.millrace.monitoring.cascade.TimelineEntry.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class CascadeCostTests {

    private static TimelineEntry entry(String id, String topic, Step step, long millis, String data) {
        return new TimelineEntry(
                "default",
                new Chain("c1", id, null, 0),
                new Source(topic, "service", "service:things:" + id, 1),
                Entries.START.plusMillis(millis),
                "taxi",
                Meaning.of(step, step.name()),
                data);
    }

    @Test
    void addsUpWhatTheEventsSay() {
        var entries = List.of(
                entry("a0", "data.arrived", Step.DATA_ANNOUNCED, 0, "{\"rows\": 0, \"bytes\": 0, \"version\": 0}"),
                entry("a1", "data.arrived", Step.DATA_ARRIVED, 10, "{\"rows\": 900, \"bytes\": 40000}"),
                entry("v1", "data.validated", Step.DATA_VALIDATED, 30, "{\"rows\": 900}"),
                entry("e1", "run.ended", Step.RUN_ENDED, 4_000, "{\"rows\": 5000, \"durationMillis\": 3500}"),
                entry("e2", "run.ended", Step.RUN_FAILED, 5_000, "{\"rows\": 5900, \"durationMillis\": 700}"),
                entry("d1", "model.deployed", Step.MODEL_SERVING, 6_000, "{}"));
        var events = entries.stream()
                .map(entry -> CascadeView.Event.of(entry, Entries.START))
                .toList();

        assertThat(CascadeCost.of(entries, events)).isEqualTo(new CascadeCost(6_000, 1, 900, 40_000, 2, 10_900, 4_200));
    }
}
