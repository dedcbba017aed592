package dev.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsingTests {

    @Test
    void readsOneAnswerAfterTheOther() throws IOException {
        var in = new ByteArrayInputStream("""
                HTTP/1.1 200 OK\r
                content-length: 5\r
                \r
                helloHTTP/1.1 503 Busy\r
                Transfer-Encoding: chunked\r
                \r
                a;name=x\r
                0123456789\r
                0\r
                \r
                HTTP/1.1 204 \r
                \r
                """.getBytes(StandardCharsets.US_ASCII));

        assertThat(Connection.answer(in).status()).isEqualTo(200);
        assertThat(Connection.answer(in).status()).isEqualTo(503);
        assertThat(Connection.answer(in).status()).isEqualTo(204);
        assertThatThrownBy(() -> Connection.answer(in)).isInstanceOf(EOFException.class);
    }

    @Test
    void asksWithNumbersWhereTheTextIsOne() {
        assertThat(Questions.value("12.50")).isEqualTo(12.5);
        assertThat(Questions.value("Cash")).isEqualTo("Cash");
        assertThat(Questions.value("")).isNull();
    }

    @Test
    void knowsWhenEachPartWasReady() {
        var ready = StartBenchmark.ready("""
                   2.3 s  documents       ready on 27017
                  15.8 s  schema-registry ready on 8081
                The stack is up. Next: ./millrace status
                """);

        assertThat(ready).hasSize(2).containsEntry("documents", 2300L).containsEntry("schema-registry", 15_800L);
    }

    @Test
    void findsTheProcessesThatRun() {
        var processes = IdleBenchmark.processes("""
                {"processes": [{"name": "kafka", "pid": 12}, {"name": "serving", "pid": null}]}""");

        assertThat(processes).hasSize(1).containsEntry("kafka", 12L);
    }

    @Test
    void sumsUpProcessorTimeWhateverTheProcessIsCalled() {
        assertThat(IdleBenchmark.ticks(
                        "12 (ja (v) a) S 1 12 12 0 -1 4194560 10 0 0 0 250 50 7 8 20 0 40 0 5000 1000 200 184"))
                .isEqualTo(300);
    }

    @Test
    void readsProportionalMemory() {
        assertThat(IdleBenchmark.proportional("00400000-7ff rollup\nRss:   300 kB\nPss:   123 kB\nPss_Anon: 9 kB\n"))
                .isEqualTo(123);
    }

    @Test
    void findsTheThroughputBetweenTheStartAndTheEnd() {
        var slowAtBothEnds = new ArrayList<Long>();
        slowAtBothEnds.add(0L);
        for (long at = 10_000; at < 10_980; at += 10) {
            slowAtBothEnds.add(at);
        }
        slowAtBothEnds.add(60_000L);

        assertThat(BacklogLoad.steady(slowAtBothEnds)).isEqualTo(100);
    }

    @Test
    void findsNoThroughputInAHandfulOfEvents() {
        assertThat(BacklogLoad.steady(List.of(1L, 2L, 3L))).isZero();
    }
}
