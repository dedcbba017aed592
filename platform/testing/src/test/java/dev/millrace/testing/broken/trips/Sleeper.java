package dev.millrace.testing.broken.trips;

/** Waits for nothing in particular. */
final class Sleeper {

    private Sleeper() {}

    static void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
