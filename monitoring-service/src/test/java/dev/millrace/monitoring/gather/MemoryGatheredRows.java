package dev.millrace.monitoring.gather;

import dev.millrace.messaging.ReadModel;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Chunks in memory. Aggregates in memory decide once, so a chunk is in its place as soon as its documents are asked for. */
public final class MemoryGatheredRows implements GatheredRows {

    private final TreeMap<String, Chunk> all = new TreeMap<>();

    @Override
    public List<ReadModel> documents(Chunk chunk) {
        all.put("%s/%06d/%09d".formatted(chunk.owner(), chunk.partition(), chunk.first()), chunk);
        return List.of();
    }

    @Override
    public List<Head> heads(String owner, int most) {
        return all.entrySet().stream()
                .filter(each -> each.getValue().owner().equals(owner))
                .limit(most)
                .map(each -> {
                    var chunk = each.getValue();
                    return new Head(
                            each.getKey(),
                            chunk.pipeline(),
                            chunk.partition(),
                            chunk.first(),
                            chunk.rows().size(),
                            chunk.since());
                })
                .toList();
    }

    @Override
    public Optional<List<LabelledRow>> rows(String id) {
        return Optional.ofNullable(all.get(id)).map(Chunk::rows);
    }

    @Override
    public void remove(List<String> ids) {
        ids.forEach(all::remove);
    }

    @Override
    public Optional<String> ownerAfter(String owner) {
        return all.values().stream()
                .map(Chunk::owner)
                .filter(each -> each.compareTo(owner) > 0)
                .findFirst();
    }
}
