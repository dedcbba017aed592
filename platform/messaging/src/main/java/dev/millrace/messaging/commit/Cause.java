package dev.millrace.messaging.commit;

import dev.millrace.messaging.Command;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Received;
import org.jspecify.annotations.Nullable;

/** Why an aggregate may change. */
sealed interface Cause {

    Lineage lineage();

    String actor();

    /** For the audit: event id or idempotency key. */
    @Nullable
    String reference();

    /**
     * @param marked whether the high-water mark decides if the event was applied before
     */
    record Event(Received<?> received, boolean marked) implements Cause {
        @Override
        public Lineage lineage() {
            return received.envelope().effect();
        }

        @Override
        public String actor() {
            return "event:" + received.topic();
        }

        @Override
        public String reference() {
            return received.envelope().eventId();
        }
    }

    record Request(Command command) implements Cause {
        @Override
        public Lineage lineage() {
            return command.lineage();
        }

        @Override
        public String actor() {
            return command.actor();
        }

        @Override
        public @Nullable String reference() {
            return command.idempotencyKey();
        }
    }

    record Internal(String actor, Lineage lineage) implements Cause {
        @Override
        public @Nullable String reference() {
            return lineage.causationId();
        }
    }

    /** The end of a job that is held with this fence. */
    record Completion(String jobId, long fence, Lineage lineage) implements Cause {
        @Override
        public String actor() {
            return "job:" + jobId;
        }

        @Override
        public String reference() {
            return jobId;
        }
    }
}
