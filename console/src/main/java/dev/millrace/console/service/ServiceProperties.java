package dev.millrace.console.service;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the six services answer, and how long the console waits for them.
 *
 * @param patience how long one question may take
 * @param firstPatience how long a page waits for its panels before it goes out without those that are late
 */
@ConfigurationProperties("millrace.console.service")
record ServiceProperties(
        @DefaultValue("http://127.0.0.1:8101") URI ingestion,
        @DefaultValue("http://127.0.0.1:8102") URI validation,
        @DefaultValue("http://127.0.0.1:8103") URI training,
        @DefaultValue("http://127.0.0.1:8104") URI registry,
        @DefaultValue("http://127.0.0.1:8105") URI serving,
        @DefaultValue("http://127.0.0.1:8106") URI monitoring,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("400ms") Duration firstPatience) {

    URI address(Part part) {
        return switch (part) {
            case INGESTION -> ingestion;
            case VALIDATION -> validation;
            case TRAINING -> training;
            case REGISTRY -> registry;
            case SERVING -> serving;
            case MONITORING -> monitoring;
        };
    }
}
