package dev.millrace.messaging.commit;

import java.util.Collection;

/** The service's database: aggregates by collection. */
public interface Stores {

    AggregateDocuments of(String collection);

    /** Every collection that somebody has asked for. */
    Collection<AggregateDocuments> used();

    /** Makes the store ready; throws where it cannot be reached. */
    void prepare();
}
