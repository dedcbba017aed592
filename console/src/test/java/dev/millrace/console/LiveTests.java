package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveTests extends PageTest {

    /** Whatever happened between the page and the stream would be missed otherwise. */
    @Test
    void aPageThatBeginsToListenIsToldToAskAgainAtOnce() {
        assertThat(admin().firstLine("/live")).isEqualTo("data: {\"again\":true}");
    }
}
