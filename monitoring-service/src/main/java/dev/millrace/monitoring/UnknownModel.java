package dev.millrace.monitoring;

import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;
import java.util.Collection;

/** The answer where no version of a model was put in service. */
public final class UnknownModel {

    private UnknownModel() {}

    /** @param known models of which one was */
    public static Problem problem(String model, Collection<String> known) {
        return NotFound.named(
                "MODEL_UNKNOWN",
                "model in service called",
                model,
                known,
                "GET /v1/models lists those of which a version serves, and ./millrace status what each waits for");
    }
}
