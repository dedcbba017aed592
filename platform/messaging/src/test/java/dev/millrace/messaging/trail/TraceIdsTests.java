package dev.millrace.messaging.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.EventIds;
import org.junit.jupiter.api.Test;

class TraceIdsTests {

    @Test
    void givesACascadesEventsOneTraceAndEachASpan() {
        var first = TraceIds.traceParent("cascade", EventIds.of("ingestion:datasets:default/trips", 1), true);
        var second = TraceIds.traceParent("cascade", EventIds.of("ingestion:datasets:default/trips", 2), true);

        assertThat(first).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").isNotEqualTo(second);
        assertThat(first.substring(0, 35)).isEqualTo(second.substring(0, 35));
    }

    @Test
    void takesAnyIdOfAnEventFromOutside() {
        assertThat(TraceIds.ofEvent("7")).matches("[0-9a-f]{16}");
        assertThat(TraceIds.ofEvent("Run 47 of November")).matches("[0-9a-f]{16}");
    }
}
