package dev.millrace.monitoring.gather.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.Packed;
import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.gather.GatheredRows;
import dev.millrace.monitoring.gather.LabelledRow;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Chunks as two documents each, so that what waits can be counted without the rows. */
@Component
class MongoGatheredRows implements GatheredRows {

    private static final TypeReference<List<LabelledRow>> ROWS = new TypeReference<>() {};

    private final ChunkDocuments chunks;
    private final ChunkRowsDocuments rows;

    MongoGatheredRows(ChunkDocuments chunks, ChunkRowsDocuments rows) {
        this.chunks = chunks;
        this.rows = rows;
    }

    @Override
    public List<ReadModel> documents(Chunk chunk) {
        var id = ChunkDocument.id(chunk.owner(), chunk.partition(), chunk.first());
        return List.of(
                ReadModel.of(new ChunkRowsDocument(id, Packed.pack(chunk.rows()))),
                ReadModel.of(new ChunkDocument(
                        id,
                        chunk.owner(),
                        chunk.pipeline(),
                        chunk.partition(),
                        chunk.first(),
                        chunk.rows().size(),
                        chunk.since())));
    }

    @Override
    public List<Head> heads(String owner, int most) {
        return chunks.findByIdBetweenOrderById(owner + "/", Paging.end(owner), Limit.of(most)).stream()
                .map(ChunkDocument::head)
                .toList();
    }

    @Override
    public Optional<List<LabelledRow>> rows(String id) {
        return rows.findById(id).map(document -> Packed.unpack(document.packed(), ROWS));
    }

    @Override
    public void remove(List<String> ids) {
        chunks.deleteAllById(ids);
        rows.deleteAllById(ids);
    }

    @Override
    public Optional<String> ownerAfter(String owner) {
        return chunks.findFirstByIdGreaterThanOrderById(owner.isEmpty() ? "" : Paging.end(owner))
                .map(ChunkDocument::owner);
    }
}
