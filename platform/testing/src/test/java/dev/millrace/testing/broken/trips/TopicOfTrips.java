package dev.millrace.testing.broken.trips;

import dev.millrace.contracts.Topics;

/** Knows outside the kafka package on which topic its events travel. */
final class TopicOfTrips {

    private TopicOfTrips() {}

    static String name() {
        return Topics.DATA_ARRIVED.name();
    }
}
