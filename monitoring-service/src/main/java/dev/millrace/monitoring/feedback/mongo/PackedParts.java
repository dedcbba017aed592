package dev.millrace.monitoring.feedback.mongo;

import dev.millrace.monitoring.feedback.mongo.PredictionDocument.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Predictions as they are stored: JSON, deflated (RFC 1950), in base 64. As nested documents they would cost the document store
 * many times their size.
 */
final class PackedParts {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

    private PackedParts() {}

    static String pack(List<Part> parts) {
        var packed = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(packed)) {
            deflating.write(JSON.writeValueAsBytes(parts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    static List<Part> unpack(String parts) {
        var packed = new ByteArrayInputStream(Base64.getDecoder().decode(parts));
        try (var inflating = new InflaterInputStream(packed)) {
            return JSON.readValue(inflating, PARTS);
        } catch (IOException e) {
            throw new IllegalStateException("predictions that were stored cannot be read", e);
        }
    }
}
