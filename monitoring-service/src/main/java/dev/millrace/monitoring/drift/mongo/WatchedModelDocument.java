package dev.millrace.monitoring.drift.mongo;

import dev.millrace.monitoring.drift.watch.DriftView;
import dev.millrace.monitoring.drift.watch.WatchedModels.Watched;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A model and how it drifts; the id is project and model. */
@Document("watched-models")
@CompoundIndex(name = "level", def = "{'project': 1, 'level': 1, '_id': 1}")
record WatchedModelDocument(@Id String id, String project, DriftView.Status level, Watched watched) {}
