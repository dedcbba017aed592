package dev.millrace.messaging.mongo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;

/**
 * Writes a document field by field, so that what a newer release has put beside them stays, without reading it first. Records within the
 * document are written field by field as well; a list or a map is written whole.
 */
final class KnownFields {

    private static final String ID = "_id";

    private final MappingContext<? extends MongoPersistentEntity<?>, MongoPersistentProperty> mappings;

    KnownFields(MappingContext<? extends MongoPersistentEntity<?>, MongoPersistentProperty> mappings) {
        this.mappings = mappings;
    }

    /** The paths of all fields of {@code type} but the id, also of those that the document lacks. */
    List<String> paths(Document document, Class<?> type) {
        var paths = new ArrayList<String>();
        collect("", document, type, paths);
        paths.remove(ID);
        return paths;
    }

    private void collect(String prefix, Document document, Class<?> type, List<String> paths) {
        for (var property : mappings.getRequiredPersistentEntity(type)) {
            var name = property.getFieldName();
            if (property.isUnwrapped()) {
                collect(prefix, document, property.getType(), paths);
            } else if (property.getType().isRecord()
                    && document.get(name) instanceof Document inner
                    && !inner.isEmpty()) {
                collect(prefix + name + ".", inner, property.getType(), paths);
            } else {
                paths.add(prefix + name);
            }
        }
    }

    /** The fields of a document, the id aside. */
    static List<String> present(Document document) {
        return document.keySet().stream().filter(name -> !name.equals(ID)).toList();
    }

    /** The update that gives the fields at these paths the document's values, and removes those that the document lacks. */
    static Document update(Document document, Collection<String> paths) {
        var set = new Document();
        var unset = new Document();
        for (var path : paths) {
            var value = document.getEmbedded(Arrays.asList(path.split("\\.")), Object.class);
            if (value == null) {
                unset.append(path, "");
            } else {
                set.append(path, value);
            }
        }
        var update = new Document();
        if (!set.isEmpty()) {
            update.append("$set", set);
        }
        return unset.isEmpty() ? update : update.append("$unset", unset);
    }
}
