package dev.millrace.messaging.local;

import dev.millrace.messaging.wire.KnownSchema;
import dev.millrace.messaging.wire.SchemaCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Schema ids in a file. */
final class LocalSchemaCache implements SchemaCache {

    private final JsonFile<KnownSchema> file;
    private final List<KnownSchema> known;

    LocalSchemaCache(Path directory) {
        this.file = new JsonFile<>(directory.resolve("schemas.json"), KnownSchema.class);
        this.known = file.read();
    }

    @Override
    public synchronized List<KnownSchema> all() {
        return List.copyOf(known);
    }

    @Override
    public synchronized void remember(KnownSchema schema) {
        if (!known.contains(schema)) {
            var longer = new ArrayList<>(known);
            longer.add(schema);
            file.write(longer);
            known.add(schema);
        }
    }
}
