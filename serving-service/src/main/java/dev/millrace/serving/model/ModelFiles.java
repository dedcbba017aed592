package dev.millrace.serving.model;

import dev.millrace.artifacts.Digest;
import java.util.Map;
import java.util.Objects;

/** The bytes of a version that an instance needs to answer with it, by digest: package, graph and golden rows. */
final class ModelFiles {

    private final Map<Digest, byte[]> contents;

    ModelFiles(Map<Digest, byte[]> contents) {
        this.contents = Map.copyOf(contents);
    }

    byte[] content(Digest digest) {
        return Objects.requireNonNull(contents.get(digest));
    }

    Map<Digest, byte[]> contents() {
        return contents;
    }
}
