package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.List;

/** One promise, checked from outside on a stack that is at rest. */
interface Invariant {

    /** Those that hold whatever a stack was used for. */
    List<Invariant> OF_EVERY_STACK = List.of(
            new OutboxesAreEmpty(),
            new SequencesAreWhole(),
            new EventsTakeEffectOnce(),
            new OnlyPoisonIsParked(),
            new NothingLags(),
            new EverybodyIsReady());

    /** What breaks the promise; nothing where it is kept. */
    List<Violation> check(Observation stack) throws IOException;
}
