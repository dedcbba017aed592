package dev.millrace.messaging.commit;

import dev.millrace.messaging.ReadModel;
import java.util.Collection;

/** The service's database: aggregates by collection. */
public interface Stores {

    AggregateDocuments of(String collection);

    /** Every collection that somebody has asked for. */
    Collection<AggregateDocuments> used();

    /**
     * What writes a read model.
     *
     * @param entryId of the outbox entry
     * @param revision of the aggregate after the change that the read model belongs to
     */
    OutboxEntry.ReadModelWrite readModel(String entryId, long revision, ReadModel readModel);

    /** How states become documents. */
    StateMapper states();

    /** Makes the store ready; throws where it cannot be reached. */
    void prepare();
}
