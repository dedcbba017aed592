package dev.millrace.messaging.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.CollectionCallback;
import org.springframework.data.mongodb.core.MongoOperations;

/** Asks a collection itself, so that no mapper walks what is written, and failures are Spring's. */
final class DocumentCollection {

    private static final FindOneAndUpdateOptions ANSWERS_AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoOperations operations;
    private final String name;

    DocumentCollection(MongoOperations operations, String name) {
        this.operations = operations;
        this.name = name;
    }

    <T> @Nullable T ask(CollectionCallback<T> question) {
        return operations.execute(name, question);
    }

    <T> List<T> all(Function<MongoCollection<Document>, MongoIterable<T>> question) {
        var found = operations.execute(name, each -> question.apply(each).into(new ArrayList<T>()));
        return found == null ? List.of() : found;
    }

    /** The document as it is then; empty where none is exactly so. */
    Optional<Document> updated(Document exactly, Document update) {
        return Optional.ofNullable(ask(each -> each.findOneAndUpdate(exactly, update, ANSWERS_AFTER)));
    }

    /** False where no document is exactly so. */
    boolean update(Document exactly, Document update) {
        var matched = ask(each -> each.updateOne(exactly, update).getMatchedCount());
        return matched != null && matched == 1;
    }
}
