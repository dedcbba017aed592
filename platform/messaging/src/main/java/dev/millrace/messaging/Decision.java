package dev.millrace.messaging;

import java.util.List;

/** What a decider wants to happen to its aggregate. */
public sealed interface Decision<S> {

    /**
     * A change of state.
     *
     * @param action for the audit record, such as {@code version.approved}
     * @param announcements events to publish, in this order
     * @param job what becomes of the aggregate's job
     */
    record Apply<S>(S state, String action, List<Announcement<?>> announcements, JobChange job) implements Decision<S> {
        public Apply {
            announcements = List.copyOf(announcements);
        }

        /** The same change, and this for the job. */
        public Apply<S> with(JobChange change) {
            return new Apply<>(state, action, announcements, change);
        }
    }

    /** Nothing to do. Nothing is written either: a copy of the cause is decided again. */
    record Ignore<S>(String because) implements Decision<S> {}

    /**
     * The cause is not acceptable: an event is parked, a command answered with a problem.
     *
     * @param code upper-case, such as ALREADY_DECIDED
     * @param retried for events: true where time may cure it, such as AGGREGATE_UNKNOWN
     */
    record Refuse<S>(String code, String detail, boolean retried) implements Decision<S> {}

    static <S> Apply<S> apply(S state, String action, Announcement<?>... announcements) {
        return new Apply<>(state, action, List.of(announcements), new JobChange.Keep());
    }

    static <S> Decision<S> ignore(String because) {
        return new Ignore<>(because);
    }

    static <S> Decision<S> refuse(String code, String detail) {
        return new Refuse<>(code, detail, false);
    }
}
