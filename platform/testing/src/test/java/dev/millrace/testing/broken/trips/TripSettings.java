package dev.millrace.testing.broken.trips;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Settings that can change, with a prefix that says nothing of the service. */
@ConfigurationProperties("trips")
final class TripSettings {

    private TripSettings() {}
}
