package dev.millrace.monitoring.gather;

import dev.millrace.messaging.ReadModel;
import java.util.ArrayList;
import java.util.List;

/** Batches in memory. */
public final class MemoryBatchList implements BatchList {

    private final List<Batch> all = new ArrayList<>();

    @Override
    public ReadModel row(Batch batch) {
        all.addFirst(batch);
        return ReadModel.of(batch);
    }

    @Override
    public List<Batch> newest(String owner, int most) {
        return all.stream()
                .filter(each -> each.owner().equals(owner))
                .limit(most)
                .toList();
    }
}
