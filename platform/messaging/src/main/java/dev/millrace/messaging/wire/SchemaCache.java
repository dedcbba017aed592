package dev.millrace.messaging.wire;

import java.util.List;

/** Where a service remembers schema ids across restarts: its own store. */
public interface SchemaCache {

    List<KnownSchema> all();

    /** Remembers for good; the same schema again changes nothing. */
    void remember(KnownSchema schema);
}
