package dev.millrace.registry.history.mongo;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Looks generations up through their indexes. */
interface GenerationDocuments extends Repository<GenerationDocument, String> {

    List<GenerationDocument> findByModelIdAndNumberLessThanOrderByNumberDesc(String modelId, long below, Limit limit);

    List<GenerationDocument> findByModelIdAndVersionAndNumberLessThanOrderByNumberDesc(
            String modelId, int version, long below, Limit limit);
}
