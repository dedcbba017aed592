package dev.millrace.validation.dataset;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.validation.rule.Schema;
import org.springframework.util.ConcurrentLruCache;
import tools.jackson.databind.json.JsonMapper;

/** Schemas, statistics and reports as artifacts: they grow with a version's columns, and no document should. */
final class StoredJson {

    private static final long LARGEST = 64 << 20;
    private static final int SCHEMAS = 100;

    private final ArtifactStore artifacts;
    private final JsonMapper json;
    private final ConcurrentLruCache<String, Schema> schemas =
            new ConcurrentLruCache<>(SCHEMAS, digest -> read(digest, Schema.class));

    StoredJson(ArtifactStore artifacts, JsonMapper json) {
        this.artifacts = artifacts;
        this.json = json;
    }

    String put(Object value) {
        return artifacts.put(json.writeValueAsBytes(value)).hex();
    }

    <T> T read(String digest, Class<T> type) {
        return json.readValue(artifacts.read(new Digest(digest), LARGEST), type);
    }

    Schema schema(String digest) {
        return schemas.get(digest);
    }
}
