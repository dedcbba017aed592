package dev.millrace.messaging.wire;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topic.Writers;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.SigningProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs Millrace's own events on topics that are open to anybody, and checks the signatures. A broker's access rules hold for a
 * topic as a whole, so they cannot keep a producer outside from publishing an event in the name of a service.
 */
public final class Signatures {

    /** The header of a record with its signature, in hexadecimal digits. */
    public static final String HEADER = "mr_signature";

    /** Without a key: nothing is signed, and nothing is asked for. */
    public static final Signatures NONE = new Signatures(new SigningProperties(null, false));

    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable SecretKeySpec key;
    private final boolean required;

    public Signatures(SigningProperties settings) {
        var secret = settings.key();
        this.key = secret == null ? null : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.required = settings.required();
    }

    /** The signature of a record of Millrace's own; empty where none is needed. */
    public Optional<String> of(Topic<?> topic, byte[] recordKey, byte[] value) {
        return key == null || topic.writers() == Writers.MILLRACE
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(hash(key, topic, recordKey, value)));
    }

    /**
     * Lets a record pass whose event says that it is Millrace's own.
     *
     * @param signature what came with it; null where nothing did
     * @throws ParkedException where it must be signed and is not
     */
    public void check(Topic<?> topic, byte[] recordKey, byte[] value, byte @Nullable [] signature) {
        var wanted = required ? of(topic, recordKey, value) : Optional.<String>empty();
        if (wanted.isEmpty()) {
            return;
        }
        if (signature == null) {
            throw new ParkedException("SIGNATURE_MISSING", """
                    aggregateId has a colon, as only those of Millrace's own events have, but the record is not signed. A producer \
                    outside leaves aggregateId out, or puts its own name there, without a colon. A service of Millrace \
                    needs the key of the others (millrace.messaging.signing.key)""", false);
        }
        if (!MessageDigest.isEqual(wanted.get().getBytes(StandardCharsets.US_ASCII), signature)) {
            throw new ParkedException("SIGNATURE_WRONG", """
                    The record's signature is not that of its content. A producer outside sends no header %s; a service of \
                    Millrace needs the key of the others (millrace.messaging.signing.key)""".formatted(HEADER), false);
        }
    }

    private static byte[] hash(SecretKeySpec key, Topic<?> topic, byte[] recordKey, byte[] value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((topic.name() + "\n").getBytes(StandardCharsets.UTF_8));
            mac.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(recordKey.length).array());
            mac.update(recordKey);
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
