package dev.millrace.registry.specification;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every specification that was ever applied. */
@Component
public class Specifications {

    private final Details<Specification> details;

    public Specifications(Aggregates aggregates) {
        this.details = aggregates.details("specifications", Specification.class);
    }

    /** Keeps it for good; nothing refers to it yet. */
    public Specification put(String project, PipelineSpec spec) {
        Specification specification =
                new Specification(spec.name(), PipelineSpecs.digest(spec), PipelineSpecs.toCanonicalJson(spec));
        details.put(id(project, spec.name(), specification.digest()), specification);
        return specification;
    }

    public Optional<Specification> find(String project, String pipeline, String digest) {
        return details.find(id(project, pipeline, digest));
    }

    private static String id(String project, String pipeline, String digest) {
        return project + "/" + pipeline + "/" + digest;
    }
}
