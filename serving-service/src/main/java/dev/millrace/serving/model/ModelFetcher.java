package dev.millrace.serving.model;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.models.GoldenRows;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Brings the files of a version here, from this instance's disk or else from the artifact store, and checks them. */
final class ModelFetcher {

    private final ArtifactStore store;
    private final ModelCache cache;
    private final long maxBytes;

    ModelFetcher(ArtifactStore store, ModelCache cache, long maxBytes) {
        this.store = store;
        this.cache = cache;
        this.maxBytes = maxBytes;
    }

    /** A version, read and checked, not yet loaded. */
    record Fetched(ModelPackage modelPackage, GoldenRows golden, ModelFiles files) {

        byte[] graph() {
            return files.content(new Digest(modelPackage.parts().onnx()));
        }
    }

    Fetched fetch(Digest modelPackage) throws IOException {
        Map<Digest, byte[]> files = new HashMap<>();
        var manifest = ModelPackages.manifest(fetch(modelPackage, files));
        fetch(digest(manifest.parts().onnx()), files);
        var golden = ModelPackages.goldenRows(fetch(digest(manifest.parts().goldenRows()), files));
        return new Fetched(manifest, golden, new ModelFiles(files));
    }

    private byte[] fetch(Digest digest, Map<Digest, byte[]> files) throws IOException {
        var cached = cache.find(digest);
        var content = cached.isPresent() ? cached.get() : fromStore(digest);
        files.put(digest, content);
        return content;
    }

    private byte[] fromStore(Digest digest) throws IOException {
        byte[] content;
        try (var stream = store.open(digest)) {
            content = stream.readNBytes(Math.toIntExact(Math.min(maxBytes + 1, Integer.MAX_VALUE - 8)));
        }
        if (content.length > maxBytes) {
            throw new ModelRefusedException("MODEL_TOO_LARGE", "more than " + maxBytes + " bytes");
        }
        var actual = Fingerprint.of(content);
        if (!actual.equals(digest)) {
            throw new ModelRefusedException("DIGEST_MISMATCH", "expected " + digest + ", is " + actual);
        }
        return content;
    }

    private static Digest digest(String hex) {
        try {
            return new Digest(hex);
        } catch (IllegalArgumentException malformed) {
            throw new ModelRefusedException("PACKAGE_MALFORMED", "the package names an artifact that is no digest");
        }
    }
}
