package dev.millrace.messaging.commit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a newer release has written into a state and this release does not know, so that both can be at work while a service is
 * upgraded. Records within the state are told apart by their field or their key in a map. In a list, an element keeps its unknown
 * fields for as long as none of those that are known changes.
 */
final class UnknownFields {

    private UnknownFields() {}

    /** Copies what {@code type} does not name from the document as it was into the document as it shall be. */
    static void keep(Document before, Document after, Class<?> type) {
        var parts = RecordShape.of(type).parts();
        before.forEach((name, value) -> {
            if (parts.stream().noneMatch(part -> part.name().equals(name))) {
                after.put(name, value);
            }
        });
        for (RecordShape.Part part : parts) {
            keepWithin(before.get(part.name()), after.get(part.name()), part.type());
        }
    }

    private static void keepWithin(@Nullable Object before, @Nullable Object after, Type type) {
        if (before instanceof Document old && after instanceof Document changed) {
            if (type instanceof Class<?> raw && raw.isRecord()) {
                keep(old, changed, raw);
            } else if (type instanceof ParameterizedType map && map.getActualTypeArguments().length == 2) {
                var values = map.getActualTypeArguments()[1];
                changed.forEach((key, value) -> keepWithin(old.get(key), value, values));
            }
        } else if (before instanceof Collection<?> old && after instanceof List<?> changed) {
            if (type instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> element) {
                keepInList(old, changed, element);
            }
        }
    }

    private static void keepInList(Collection<?> before, List<?> after, Class<?> element) {
        if (!element.isRecord()) {
            return;
        }
        for (Object old : before) {
            if (old instanceof Document document && hasUnknown(document, element)) {
                var known = StateCodec.encode((Record) StateCodec.decode(document, element));
                after.stream()
                        .filter(known::equals)
                        .findFirst()
                        .ifPresent(same -> keep(document, (Document) same, element));
            }
        }
    }

    private static boolean hasUnknown(Document document, Class<?> type) {
        var known = StateCodec.encode((Record) StateCodec.decode(document, type));
        return !matches(document, known);
    }

    /** Whether the stored document has no more fields than the known one, at any depth. */
    private static boolean matches(@Nullable Object stored, @Nullable Object known) {
        if (stored instanceof Map<?, ?> old && known instanceof Map<?, ?> same) {
            return same.keySet().containsAll(old.keySet())
                    && old.entrySet().stream().allMatch(each -> matches(each.getValue(), same.get(each.getKey())));
        }
        if (stored instanceof List<?> old && known instanceof List<?> same && old.size() == same.size()) {
            for (int i = 0; i < old.size(); i++) {
                if (!matches(old.get(i), same.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
