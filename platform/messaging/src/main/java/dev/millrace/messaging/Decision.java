package dev.millrace.messaging;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a decider wants to happen to its aggregate. */
public sealed interface Decision<S> {

    /**
     * A change of state.
     *
     * @param action for the audit record, such as {@code version.approved}
     * @param announcements events to publish, in this order
     * @param readModels documents to put in place with the change
     * @param job what becomes of the aggregate's job
     * @param answer for {@link Outcome.Replayed}; null where the state tells enough
     */
    record Apply<S>(
            S state,
            String action,
            List<Announcement<?>> announcements,
            List<ReadModel> readModels,
            JobChange job,
            @Nullable String answer)
            implements Decision<S> {
        public Apply {
            announcements = List.copyOf(announcements);
            readModels = List.copyOf(readModels);
        }

        public Apply(S state, String action, List<Announcement<?>> announcements, JobChange job) {
            this(state, action, announcements, List.of(), job, null);
        }

        /** The same change, and these documents with it, besides those that it stores already. */
        public Apply<S> storing(ReadModel... more) {
            var all = Stream.concat(readModels.stream(), Arrays.stream(more)).toList();
            return new Apply<>(state, action, announcements, all, job, answer);
        }

        /** The same change, and this for the job. */
        public Apply<S> with(JobChange change) {
            return new Apply<>(state, action, announcements, readModels, change, answer);
        }

        /** The same change, and this to be told whenever the command comes again. */
        public Apply<S> answering(String told) {
            return new Apply<>(state, action, announcements, readModels, job, told);
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
