package dev.millrace.testing.broken.trips;

import dev.millrace.testing.broken.fares.kafka.PublicListener;

/** Goes to another feature's listener. */
final class ForeignListenerUser {

    private final Class<?> listener = PublicListener.class;

    Class<?> listener() {
        return listener;
    }
}
