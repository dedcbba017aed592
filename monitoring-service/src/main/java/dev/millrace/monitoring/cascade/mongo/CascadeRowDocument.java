package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.Cascade;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** That a pipeline is part of a cascade, by which its cascades are found. The id is project, cascade and pipeline. */
@Document("cascades-of-pipelines")
@CompoundIndex(name = "newest", def = "{'project': 1, 'pipeline': 1, 'listedAs': -1}")
record CascadeRowDocument(@Id String id, String project, String pipeline, String listedAs, String cascade) {

    static CascadeRowDocument of(Cascade cascade, String pipeline) {
        var document = CascadeDocument.id(cascade.project(), cascade.id());
        return new CascadeRowDocument(
                id(document, pipeline),
                cascade.project(),
                pipeline,
                cascade.span().listedAs(),
                document);
    }

    static String id(String cascade, String pipeline) {
        return cascade + "/" + pipeline;
    }
}
