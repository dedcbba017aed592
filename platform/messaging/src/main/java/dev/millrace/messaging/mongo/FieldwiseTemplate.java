package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.convert.QueryMapper;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.UpdateDefinition;

/** A template whose {@code save}, which repositories use, writes {@link KnownFields} where Spring Data replaces the whole document. */
final class FieldwiseTemplate extends MongoTemplate {

    private final KnownFields fields;
    private final QueryMapper queries;

    FieldwiseTemplate(MongoDatabaseFactory database, MongoConverter converter) {
        super(database, converter);
        this.fields = new KnownFields(converter.getMappingContext());
        this.queries = new QueryMapper(converter);
    }

    /** Saves a document that has no version. */
    @Override
    protected Object saveDocument(String collection, Document document, Class<?> type) {
        var id = Objects.requireNonNull(document.get("_id"), () -> type.getName() + " is stored without an id");
        var update = update(document, type);
        execute(collection, each -> each.updateOne(eq(id), update, new UpdateOptions().upsert(true)));
        return id;
    }

    /** Saves a document that has a version, for which Spring Data gives the document in place of an update. */
    @Override
    protected UpdateResult doUpdate(
            String collection,
            Query query,
            UpdateDefinition update,
            @Nullable Class<?> type,
            boolean upsert,
            boolean multi) {
        var document = update.getUpdateObject();
        if (type == null || document.keySet().stream().anyMatch(key -> key.startsWith("$"))) {
            return super.doUpdate(collection, query, update, type, upsert, multi);
        }
        var entity = getConverter().getMappingContext().getRequiredPersistentEntity(type);
        var filter = queries.getMappedObject(query.getQueryObject(), entity);
        var fieldwise = update(document, type);
        return Objects.requireNonNull(
                execute(collection, each -> each.updateOne(filter, fieldwise, new UpdateOptions().upsert(upsert))));
    }

    private Document update(Document document, Class<?> type) {
        return KnownFields.update(document, fields.paths(document, type));
    }
}
