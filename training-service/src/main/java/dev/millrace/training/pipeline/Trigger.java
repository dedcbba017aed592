package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import java.util.List;
import java.util.stream.Stream;

/** Something that may start a run. */
sealed interface Trigger {

    /** The lineage of what it causes. */
    Lineage lineage();

    /** Ids of the events behind it. */
    List<String> causes();

    /** A person, or the type of the event. */
    String requestedBy();

    /** Who asked for it; empty where only data or drift did. Who brought data is known of the data. */
    default List<String> askedBy() {
        return List.of();
    }

    /** A dataset version was validated. */
    record NewData(List<String> causes, Lineage lineage) implements Trigger {
        public NewData {
            causes = List.copyOf(causes);
        }

        @Override
        public String requestedBy() {
            return "data.validated";
        }
    }

    /**
     * A pipeline came into force for data that were there before it.
     *
     * @param by who applied it
     */
    record Defined(String eventId, Lineage lineage, String by) implements Trigger {
        @Override
        public List<String> causes() {
            return List.of(eventId);
        }

        @Override
        public String requestedBy() {
            return "pipeline.defined";
        }

        @Override
        public List<String> askedBy() {
            return List.of(by);
        }
    }

    /**
     * The world moved.
     *
     * @param modelVersion the version whose world it was
     */
    record Drift(List<String> causes, Lineage lineage, int modelVersion, Finding finding) implements Trigger {
        public Drift {
            causes = List.copyOf(causes);
        }

        /** What was found, as far as it matters here. */
        enum Finding {
            /** Too little, or not for long enough. */
            POSSIBLE,
            /** The values that arrive are wrong: a model that learns from them learns the fault. */
            FAULT,
            /** The world is another one. */
            CERTAIN
        }

        @Override
        public String requestedBy() {
            return "drift.detected";
        }
    }

    /** Somebody asked: a person, who leaves no event behind, or a program outside with one. */
    record Manual(String actor, Lineage lineage) implements Trigger {
        @Override
        public List<String> causes() {
            return Stream.ofNullable(lineage.causationId()).toList();
        }

        @Override
        public String requestedBy() {
            return actor;
        }

        @Override
        public List<String> askedBy() {
            return List.of(actor);
        }
    }
}
