package dev.millrace.monitoring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as they are stored: JSON, deflated (RFC 1950), in base 64. As nested documents they would cost the document store many
 * times their size.
 */
public final class Packed {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Packed() {}

    public static String pack(Object content) {
        var packed = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(packed)) {
            deflating.write(JSON.writeValueAsBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    public static <T> T unpack(String content, TypeReference<T> type) {
        var packed = new ByteArrayInputStream(Base64.getDecoder().decode(content));
        try (var inflating = new InflaterInputStream(packed)) {
            return JSON.readValue(inflating, type);
        } catch (IOException e) {
            throw new IllegalStateException("rows that were stored cannot be read", e);
        }
    }
}
