package dev.millrace.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the document say of a record's members what it could not know: one with {@code @Nullable} may be null, one with
 * {@code @JsonRawValue} is an object, and a length of time may have fractions of a second, which the format {@code duration}
 * excludes.
 */
final class RecordMembers implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        var raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (resolved != null && raw.isRecord()) {
            var described = described(resolved, context);
            if (described != null && described.getProperties() != null) {
                for (var member : raw.getRecordComponents()) {
                    described.getProperties().computeIfPresent(member.getName(), (name, schema) -> as(member, schema));
                    if (member.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                        described.getProperties().computeIfPresent(member.getName(), (name, schema) -> orNull(schema));
                    }
                }
            }
        }
        return resolved;
    }

    private static Schema<?> as(RecordComponent member, Schema<?> schema) {
        if (member.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            return new JsonSchema().types(new LinkedHashSet<>(Set.of("object")));
        }
        return member.getType() == Duration.class ? schema.format(null) : schema;
    }

    private static @Nullable Schema<?> described(Schema<?> resolved, ModelConverterContext context) {
        var reference = resolved.get$ref();
        return reference == null
                ? resolved
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.getAnyOf() != null) {
            return schema;
        }
        if (schema.getTypes() != null && schema.getEnum() == null) {
            schema.addType(NULL);
            return schema;
        }
        return new JsonSchema().anyOf(List.of(schema, new JsonSchema().types(Set.of(NULL))));
    }
}
