package dev.millrace.local.garbage;

import dev.millrace.artifacts.Digest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the services refer to, put together. There may be millions of artifacts, so a digest is kept by its first 64 bits: of two that
 * begin alike both are kept.
 */
final class References {

    private static final int BITS_IN_HEX = 16;
    private static final int HEX = 16;

    private final Set<Long> needed = new HashSet<>();
    private final Map<Long, long[]> packages = new HashMap<>();
    private final Map<Long, String> freed = new HashMap<>();

    /** Of artifacts of freed packages; filled once everything is known. */
    private final Map<Long, String> reasons = new HashMap<>();

    void need(Digest artifact) {
        needed.add(key(artifact));
    }

    /** Several services may name a package; all that any of them counts to it belongs to it. */
    void add(Digest modelPackage, List<Digest> artifacts) {
        var keys = artifacts.stream().mapToLong(References::key).toArray();
        packages.merge(key(modelPackage), keys, References::union);
    }

    void free(Digest modelPackage, String reason) {
        freed.put(key(modelPackage), reason);
    }

    /** To be called when all services have answered: only then it is known which packages are freed. */
    void settle() {
        packages.forEach((modelPackage, artifacts) -> {
            var reason = freed.get(modelPackage);
            for (long artifact : artifacts) {
                if (reason == null) {
                    needed.add(artifact);
                } else {
                    reasons.putIfAbsent(artifact, reason);
                }
            }
        });
        packages.clear();
    }

    boolean isNeeded(Digest artifact) {
        return needed.contains(key(artifact));
    }

    /** Why an artifact that is not needed is not; null where no document names it. */
    @Nullable
    String reason(Digest artifact) {
        return reasons.get(key(artifact));
    }

    private static long key(Digest digest) {
        return Long.parseUnsignedLong(digest.hex(), 0, BITS_IN_HEX, HEX);
    }

    private static long[] union(long[] some, long[] others) {
        if (Arrays.equals(some, others)) {
            return some;
        }
        var both = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, both, some.length, others.length);
        return both;
    }
}
