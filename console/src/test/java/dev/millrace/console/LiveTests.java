package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

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
}
