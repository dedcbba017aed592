package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/** The console ends with these tests: it would go on following the stream for a listener that left, until its next heartbeat. */
@DirtiesContext
class LiveTests extends PageTest {

    /** Whatever happened between the page and the stream would be missed otherwise. */
    @Test
    void aPageThatBeginsToListenIsToldToAskAgainAtOnce() {
        assertThat(admin().firstLine("/live")).isEqualTo("data: {\"again\":true}");
    }

    @Test
    void everyOpenPageHasAStream() {
        var streams = new ArrayList<Stream<String>>();
        try {
            for (int page = 0; page < 30; page++) {
                var lines = admin().lines("/live");
                streams.add(lines);
                assertThat(lines.findFirst()).hasValue("data: {\"again\":true}");
            }
        } finally {
            streams.forEach(Stream::close);
        }
    }
}
