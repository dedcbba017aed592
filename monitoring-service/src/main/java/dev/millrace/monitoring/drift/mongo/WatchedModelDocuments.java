package dev.millrace.monitoring.drift.mongo;

import dev.millrace.monitoring.drift.watch.DriftView.Status;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Watched models by name and level. */
interface WatchedModelDocuments extends Repository<WatchedModelDocument, String> {

    List<WatchedModelDocument> findByIdBetweenOrderById(String above, String below, Limit limit);

    List<WatchedModelDocument> findByProjectAndLevelAndIdBetweenOrderById(
            String project, Status level, String above, String below, Limit limit);

    long countByProjectAndLevel(String project, Status level);
}
