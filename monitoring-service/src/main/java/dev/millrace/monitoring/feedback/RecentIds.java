package dev.millrace.monitoring.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * The predictions whose labels were counted last, so that a label that is sent again is not counted again. Each is known by eight
 * bytes of a hash.
 *
 * @param hashes in the order in which they came, in base 64
 */
record RecentIds(String hashes) {

    static final RecentIds NONE = new RecentIds("");

    private static final int MAX_KEPT = 2000;

    /** The ids as a set that can be asked and added to. */
    SequencedSet<Long> opened() {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(hashes));
        var opened = new LinkedHashSet<Long>();
        while (bytes.hasRemaining()) {
            opened.add(bytes.getLong());
        }
        return opened;
    }

    static RecentIds of(Collection<Long> hashes) {
        var bytes = ByteBuffer.allocate(Math.min(MAX_KEPT, hashes.size()) * Long.BYTES);
        hashes.stream().skip(Math.max(0, hashes.size() - MAX_KEPT)).forEach(bytes::putLong);
        return new RecentIds(Base64.getEncoder().encodeToString(bytes.array()));
    }

    static long hash(String predictionId) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(predictionId.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
