package dev.millrace.registry.pipeline;

import dev.millrace.pipelines.SpecProblem;
import java.util.List;

/** What came of applying a specification. */
public sealed interface Application {

    /** It is a new version, and in force. */
    record Defined(String pipeline, PipelineState state) implements Application {}

    /** It is what is in force already. */
    record Unchanged(String pipeline, PipelineState state) implements Application {}

    /** It is no specification; nothing changed. */
    record Faulty(List<SpecProblem> problems) implements Application {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }

    /** It says that it is another pipeline than the one it was sent to. */
    record Misnamed(String name) implements Application {}

    /** Its labelled rows were to become versions of a dataset that those of another pipeline become; nothing changed. */
    record FeedbackTaken(String dataset, String by) implements Application {}
}
