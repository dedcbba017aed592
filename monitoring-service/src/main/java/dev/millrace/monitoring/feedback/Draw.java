package dev.millrace.monitoring.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Draws that come out the same whoever makes them, and however often. */
public final class Draw {

    private Draw() {}

    /** A number from 0 up to 1 that follows from an id, as good as drawn at random: 53 bits of its SHA-256. */
    public static double of(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
