package dev.millrace.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a cause. */
public sealed interface Outcome<S> {

    /**
     * Written.
     *
     * @param announced ids of the events that will be published, in order
     */
    record Applied<S>(S state, long revision, List<String> announced) implements Outcome<S> {}

    /** Nothing was written: the decider ignored it, or it was done before. */
    record Ignored<S>(@Nullable S state, String because) implements Outcome<S> {}

    /**
     * A command that was carried out before, with the state as it is now.
     *
     * @param answer what its decision said then
     */
    record Replayed<S>(S state, long revision, @Nullable String answer) implements Outcome<S> {}

    /** Nothing was written, because the decider refused. */
    record Refused<S>(String code, String detail) implements Outcome<S> {}
}
