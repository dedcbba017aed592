package dev.millrace.monitoring.routing;

import dev.millrace.monitoring.alert.Alert;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Alerts of one episode are one incident: they share cascade, pipeline and the code that it began with. */
final class Incidents {

    private static final int LENGTH = 32;

    private Incidents() {}

    /** By which sinks know that messages belong together. */
    static String key(String project, Alert alert) {
        return hash(String.join("\n", project, alert.pipeline(), alert.cascadeId(), Phase.firstCode(alert)));
    }

    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
