package dev.millrace.monitoring.routing.sink;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as Standard Webhooks (standardwebhooks.com) says: HMAC with SHA-256 over the message's id, the time of this attempt
 * and the body. A receiver refuses what is older than five minutes, and what has an id that it has had.
 */
final class WebhookRequest {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 24;

    private WebhookRequest() {}

    /** The bytes of a key that is written as {@code whsec_} and Base64. */
    static byte[] key(String secret) throws MisconfiguredException {
        try {
            byte[] key = secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : new byte[0];
            if (key.length >= SHORTEST_KEY) {
                return key;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below, without what it says of the secret.
        }
        throw new MisconfiguredException(
                "SECRET_INVALID", "a webhook's key is whsec_ and at least %d bytes in Base64".formatted(SHORTEST_KEY));
    }

    static Map<String, String> headers(byte[] key, String id, Instant at, byte[] body) {
        var time = Long.toString(at.getEpochSecond());
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", time,
                "webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature(key, id, time, body)),
                "Idempotency-Key", id);
    }

    private static byte[] signature(byte[] key, String id, String time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
