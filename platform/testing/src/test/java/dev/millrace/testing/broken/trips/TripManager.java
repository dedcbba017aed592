package dev.millrace.testing.broken.trips;

/** Manages. */
final class TripManager {

    private TripManager() {}
}
