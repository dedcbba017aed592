package dev.millrace.messaging.mongo;

import dev.millrace.messaging.commit.StateMapper;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;

/**
 * Keeps what a newer release has written into a state and this release does not know, so that both can be at work while a service is
 * upgraded. Records within the state are told apart by their field or their key in a map. In a list, an element keeps its unknown
 * fields for as long as none of those that are known changes.
 */
final class UnknownFields {

    private final StateMapper states;
    private final MappingContext<? extends MongoPersistentEntity<?>, MongoPersistentProperty> mappings;

    UnknownFields(
            StateMapper states, MappingContext<? extends MongoPersistentEntity<?>, MongoPersistentProperty> mappings) {
        this.states = states;
        this.mappings = mappings;
    }

    /** Copies what {@code type} does not name from the document as it was into the document as it shall be. */
    void keep(Document before, Document after, Class<?> type) {
        var known = new HashSet<String>();
        keepKnown(before, after, type, known);
        before.forEach((name, value) -> {
            if (!known.contains(name)) {
                after.put(name, value);
            }
        });
    }

    private void keepKnown(Document before, Document after, Class<?> type, Set<String> known) {
        for (var property : mappings.getRequiredPersistentEntity(type)) {
            if (property.isUnwrapped()) {
                keepKnown(before, after, property.getType(), known);
            } else {
                var name = property.getFieldName();
                known.add(name);
                keepWithin(before.get(name), after.get(name), property.getTypeInformation());
            }
        }
    }

    private void keepWithin(@Nullable Object before, @Nullable Object after, TypeInformation<?> type) {
        if (before instanceof Document old && after instanceof Document changed) {
            if (type.isMap()) {
                var values = type.getRequiredMapValueType();
                changed.forEach((key, value) -> keepWithin(old.get(key), value, values));
            } else {
                keep(old, changed, type.getType());
            }
        } else if (before instanceof Collection<?> old && after instanceof List<?> changed) {
            var element = type.getRequiredComponentType().getType();
            if (element.isRecord()) {
                keepInList(old, changed, element);
            }
        }
    }

    private void keepInList(Collection<?> before, List<?> after, Class<?> element) {
        for (Object old : before) {
            if (old instanceof Document document) {
                var known = states.write((Record) states.read(document, element));
                if (!matches(document, known)) {
                    after.stream()
                            .filter(known::equals)
                            .findFirst()
                            .ifPresent(same -> keep(document, (Document) same, element));
                }
            }
        }
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
