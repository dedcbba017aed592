package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import java.util.List;

/** The long lists of columns that have established types. */
final class DatasetReferences implements ArtifactReferences {

    private final AggregateStore<DatasetState> store;

    DatasetReferences(AggregateStore<DatasetState> store) {
        this.store = store;
    }

    @Override
    public String source() {
        return "datasets";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(
                store.list("", id, limit),
                limit,
                Stored::id,
                dataset -> List.of(Reference.Needed.of(dataset.state().columns().digest())));
    }
}
