package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.List;

/** One promise, checked from outside on a stack that is at rest. */
interface Invariant {

    /** What breaks the promise; nothing where it is kept. */
    List<Violation> check(Observation stack) throws IOException;
}
