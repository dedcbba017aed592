package dev.millrace.console.operations;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A parked record with what is in it. */
record ParkedRecord(
        Parked.Entry record,
        @Nullable String key,
        @Nullable String value,
        @Nullable JsonNode decoded,
        @Nullable String undecodable) {

    /** The value as people read it: decoded, or as far as it is text. */
    public String readable() {
        if (decoded != null && !decoded.isNull()) {
            return decoded.toPrettyString();
        }
        return value == null
                ? ""
                : new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)
                        .replaceAll("[\\p{Cntrl}&&[^\n\t]]|\\x{FFFD}", "·");
    }

    /** The record's key, where it is text. */
    public String readableKey() {
        return key == null ? "" : new String(Base64.getDecoder().decode(key), StandardCharsets.UTF_8);
    }
}
