package dev.millrace.messaging.commit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into documents and back, by component name. What a document lacks becomes null, false, 0 or empty, so
 * that a record may grow. Times are kept as text, because a BSON date would cut them to milliseconds.
 */
public final class StateCodec {

    private StateCodec() {}

    public static Document encode(Record value) {
        var document = new Document();
        for (RecordShape.Part part : RecordShape.of(value.getClass()).parts()) {
            document.put(part.name(), write(part.of(value)));
        }
        return document;
    }

    public static <T> T decode(Document document, Class<T> type) {
        var shape = RecordShape.of(type);
        var arguments = shape.parts().stream()
                .map(part -> read(document.get(part.name()), part.type()))
                .toArray();
        return type.cast(shape.construct(arguments));
    }

    /** A single value in the form in which a state holds it. */
    public static @Nullable Object write(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean truth -> truth;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> number;
            case Float number -> number.doubleValue();
            case Enum<?> constant -> constant.name();
            case Record nested -> encode(nested);
            case Map<?, ?> map -> writeMap(map);
            case Collection<?> values -> writeAll(values);
            case Instant time -> StoredTimes.text(time);
            case Duration duration -> duration.toString();
            case LocalDate day -> day.toString();
            case BigDecimal number -> number.toString();
            default -> throw unsupported(value.getClass().getName());
        };
    }

    private static Document writeMap(Map<?, ?> map) {
        var document = new Document();
        map.forEach((key, value) -> document.put(FieldNames.encode(String.valueOf(write(key))), write(value)));
        return document;
    }

    private static List<@Nullable Object> writeAll(Collection<?> values) {
        var written = new ArrayList<@Nullable Object>(values.size());
        values.forEach(value -> written.add(write(value)));
        return written;
    }

    private static @Nullable Object read(@Nullable Object value, Type type) {
        var raw = rawType(type);
        if (value == null) {
            return absent(raw);
        }
        if (raw.isRecord()) {
            return decode((Document) value, raw);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return readMap((Document) value, argument(type, 0), argument(type, 1));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            var elements = new ArrayList<@Nullable Object>();
            ((Collection<?>) value).forEach(element -> elements.add(read(element, argument(type, 0))));
            return raw == Set.class ? new LinkedHashSet<>(elements) : elements;
        }
        return value instanceof Number number ? readNumber(number, raw) : readText(value, raw);
    }

    private static Map<Object, @Nullable Object> readMap(Document document, Type keyType, Type valueType) {
        var map = new LinkedHashMap<Object, @Nullable Object>();
        document.forEach(
                (name, value) -> map.put(readText(FieldNames.decode(name), rawType(keyType)), read(value, valueType)));
        return map;
    }

    private static Object readNumber(Number number, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return number.intValue();
        }
        if (type == long.class || type == Long.class) {
            return number.longValue();
        }
        if (type == double.class || type == Double.class) {
            return number.doubleValue();
        }
        if (type == float.class || type == Float.class) {
            return number.floatValue();
        }
        return number;
    }

    private static Object readText(Object value, Class<?> type) {
        if (type.isInstance(value) || !(value instanceof String text)) {
            return value;
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + type.getSimpleName() + " is called " + text));
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> Instant.parse(text);
            case "Duration" -> Duration.parse(text);
            case "LocalDate" -> LocalDate.parse(text);
            case "BigDecimal" -> new BigDecimal(text);
            case "Integer" -> Integer.valueOf(text);
            case "Long" -> Long.valueOf(text);
            default -> throw unsupported(type.getName());
        };
    }

    private static @Nullable Object absent(Class<?> type) {
        if (Map.class.isAssignableFrom(type)) {
            return Map.of();
        }
        if (Collection.class.isAssignableFrom(type)) {
            return type == Set.class ? Set.of() : List.of();
        }
        if (type == boolean.class) {
            return false;
        }
        return type.isPrimitive() ? readNumber(0, type) : null;
    }

    private static Class<?> rawType(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            case WildcardType wildcard -> rawType(wildcard.getUpperBounds()[0]);
            default -> throw unsupported(type.getTypeName());
        };
    }

    private static IllegalArgumentException unsupported(String type) {
        return new IllegalArgumentException("a state cannot hold a " + type);
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }
}
