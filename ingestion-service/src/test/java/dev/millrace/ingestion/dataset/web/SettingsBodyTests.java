package dev.millrace.ingestion.dataset.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsBodyTests {

    @Test
    void takesSettingsWithoutTypes() {
        var settings = new SettingsBody(";", null, null, ",", null, null, null, null, null).settings();

        assertThat(settings.delimiter()).isEqualTo(";");
        assertThat(settings.types()).isEmpty();
    }
}
