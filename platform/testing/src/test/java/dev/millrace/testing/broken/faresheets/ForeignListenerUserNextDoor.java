package dev.millrace.testing.broken.faresheets;

import dev.millrace.testing.broken.fares.kafka.PublicListener;

/** Goes to the listener of a feature whose name its own only begins with. */
final class ForeignListenerUserNextDoor {

    private final Class<?> listener = PublicListener.class;

    Class<?> listener() {
        return listener;
    }
}
