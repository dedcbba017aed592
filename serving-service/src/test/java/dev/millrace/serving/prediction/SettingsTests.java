package dev.millrace.serving.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SettingsTests {

    private static PredictionProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.serving.prediction", PredictionProperties.class);
    }

    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new PredictionProperties(
                        1000,
                        DataSize.ofMegabytes(8),
                        UnknownColumns.REFUSE,
                        8305,
                        new PredictionProperties.Log(
                                1.0, DataSize.ofMegabytes(32), 500, Duration.ofMillis(50), DataSize.ofKilobytes(900))));
    }

    @Test
    void isSetByTheseNames() {
        var settings = bind(Map.of(
                "millrace.serving.prediction.max-rows", "10",
                "millrace.serving.prediction.max-request", "1MB",
                "millrace.serving.prediction.unknown-columns", "ignore",
                "millrace.serving.prediction.grpc-port", "0",
                "millrace.serving.prediction.log.sampling-rate", "0.1",
                "millrace.serving.prediction.log.buffer", "2MB",
                "millrace.serving.prediction.log.record-size", "100KB",
                "millrace.serving.prediction.log.batch-rows", "20",
                "millrace.serving.prediction.log.batch-time", "10ms"));

        assertThat(settings)
                .isEqualTo(new PredictionProperties(
                        10,
                        DataSize.ofMegabytes(1),
                        UnknownColumns.IGNORE,
                        0,
                        new PredictionProperties.Log(
                                0.1, DataSize.ofMegabytes(2), 20, Duration.ofMillis(10), DataSize.ofKilobytes(100))));
    }

    @Test
    void refusesASamplingRateAboveOne() {
        assertThatThrownBy(() -> bind(Map.of("millrace.serving.prediction.log.sampling-rate", "2")))
                .hasRootCauseMessage("millrace.serving.prediction.log.sampling-rate is 0 to 1");
    }
}
