package dev.millrace.messaging.commit;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Lets the threads of one process change an aggregate one after the other, instead of making each other try again. */
final class Stripes {

    private final Lock[] locks =
            IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    Lock of(String id) {
        return locks[Math.floorMod(id.hashCode(), locks.length)];
    }
}
