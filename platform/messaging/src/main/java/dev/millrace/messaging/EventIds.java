package dev.millrace.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Derives event ids, so that an event published again, replayed or restored has the id it had the first time. */
public final class EventIds {

    private EventIds() {}

    /** The first 32 hexadecimal digits of SHA-256 over {@code aggregateId#sequence}. */
    public static String of(String aggregateId, long sequence) {
        return sha256((aggregateId + "#" + sequence).getBytes(StandardCharsets.UTF_8))
                .substring(0, 32);
    }

    /** SHA-256 in lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
