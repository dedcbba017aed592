package dev.millrace.testing.broken.fares.kafka;

/** An adapter that everybody sees. */
public final class PublicListener {

    private PublicListener() {}
}
