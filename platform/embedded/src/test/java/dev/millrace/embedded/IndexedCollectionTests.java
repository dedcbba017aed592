package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two collections get the same changes; only one of them has indexes. Their answers must be the same. */
class IndexedCollectionTests {

    private static final List<Document> QUERIES = List.of(
            new Document(),
            new Document("model", "a"),
            new Document("model", "a").append("number", 3),
            new Document("model", "a").append("number", 3L).append("status", "open"),
            new Document("model", "b").append("number", new Document("$lt", 4)),
            new Document("model", "b").append("number", new Document("$gte", 2).append("$lte", 5)),
            new Document("number", new Document("$gt", 7)),
            new Document("number", new Document("$gt", 2).append("$lt", 7)),
            new Document("number", new Document("$gte", 2).append("$lte", "b")),
            new Document("number", new Document("$gt", 2).append("$ne", 5)),
            new Document("model", new Document("$gte", "b")),
            new Document("model", new Document("$gt", "a").append("$lte", "c")),
            new Document("model", "a").append("number", new Document("$gt", 1).append("$lt", 4)),
            new Document("model", "a").append("number", new Document("$gt", 6).append("$lt", 2)),
            new Document("model", "a").append("_id", new Document("$gt", "id-2")),
            new Document("_id", new Document("$gt", "id-3").append("$lte", "id-6")),
            new Document("_id", new Document("$gte", "id-11")),
            new Document("_id", new Document("$gt", "id-6").append("$lt", "id-3")),
            new Document("model", "c").append("status", new Document("$ne", "open")),
            new Document("model", new Document("$in", List.of("a", "c"))),
            new Document("model", null),
            new Document("model", "a").append("status", new Document("$not", new Document("$gt", "m"))),
            new Document("_id", "id-7"),
            new Document("_id", "id-7").append("number", 7),
            new Document("_id", new Document("$in", List.of("id-7", "id-3", "id-7", "none", "id-12"))),
            new Document("_id", new Document("$in", List.of("id-3", 5))),
            new Document("_id", new Document("$in", List.of())),
            new Document("_id", new Document("$in", List.of("id-3", "id-4", "id-5"))).append("model", "a"),
            new Document("_id", new Document("$gt", "id-3").append("$lt", "id-6")),
            new Document("_id", new Document("$gte", "id-3")).append("model", "a"),
            new Document("$and", List.of(new Document("_id", "id-7"), new Document("number", new Document("$lt", 9)))),
            new Document("$and", List.of(new Document("number", new Document("$gt", 2)), new Document("number", 5))),
            new Document(
                            "$and",
                            List.of(
                                    new Document("model", "a"),
                                    new Document("$and", List.of(new Document("status", "open")))))
                    .append("number", 3),
            new Document("_id", 5));

    private static final List<Document> ORDERS = List.of(
            new Document("_id", 1),
            new Document("_id", -1),
            new Document("number", -1).append("_id", 1),
            new Document("model", 1).append("number", 1).append("_id", 1),
            new Document("model", -1).append("number", -1).append("_id", -1),
            new Document("model", 1).append("number", -1).append("_id", 1),
            new Document("status", 1).append("_id", 1));

    @TempDir
    private Path directory;

    private final Random random = new Random(11);

    @Test
    void answersAsACollectionWithoutIndexesDoes() {
        try (var store = EmbeddedDocumentStore.start(directory, 0);
                var client = MongoClients.create(store.uri())) {
            index(indexed(client));
            for (int round = 0; round < 6; round++) {
                change(client);
                assertSameAnswers(client);
            }
        }
    }

    @Test
    void hasItsEntriesAgainWhenItIsOpenedAgain() {
        try (var store = EmbeddedDocumentStore.start(directory, 0);
                var client = MongoClients.create(store.uri())) {
            index(indexed(client));
            change(client);
        }
        try (var store = EmbeddedDocumentStore.start(directory, 0);
                var client = MongoClients.create(store.uri())) {
            assertSameAnswers(client);
            change(client);
            assertSameAnswers(client);
        }
    }

    @Test
    void indexesTheDocumentsThatAreAlreadyThere() {
        try (var store = EmbeddedDocumentStore.start(directory, 0);
                var client = MongoClients.create(store.uri())) {
            change(client);
            index(indexed(client));
            assertSameAnswers(client);
        }
    }

    @Test
    void refusesAListInAnIndexedField() {
        try (var store = EmbeddedDocumentStore.start(directory, 0);
                var client = MongoClients.create(store.uri())) {
            index(indexed(client));
            var document = new Document("_id", "id").append("model", List.of("a", "b"));

            assertThatThrownBy(() -> indexed(client).insertOne(document))
                    .isInstanceOf(MongoException.class)
                    .hasMessageContaining("cannot hold the list that is in model");
            assertThat(indexed(client).countDocuments()).isZero();
        }
    }

    /** The list between the two numbers takes long to write out, so that many changes come while it is. */
    @Test
    void answersADocumentAsItWasAtOneTime() throws Exception {
        try (var store = EmbeddedDocumentStore.start(directory, 0);
                var client = MongoClients.create(store.uri());
                var writer = Executors.newSingleThreadExecutor()) {
            var documents = indexed(client);
            var between = Collections.nCopies(50_000, 7);
            documents.insertOne(new Document("_id", "id")
                    .append("first", 0)
                    .append("between", between)
                    .append("last", 0));
            var reading = new AtomicBoolean(true);
            var writes = writer.submit(() -> {
                for (int i = 1; reading.get(); i++) {
                    var both = new Document("first", i).append("last", i);
                    documents.updateOne(new Document("_id", "id"), new Document("$set", both));
                }
            });

            var read =
                    Stream.generate(() -> documents.find().first()).limit(100).toList();
            reading.set(false);
            writes.get();

            assertThat(read)
                    .allSatisfy(each -> assertThat(each.getInteger("last")).isEqualTo(each.getInteger("first")));
        }
    }

    private static void index(MongoCollection<Document> documents) {
        documents.createIndex(new Document("model", 1).append("number", -1));
        documents.createIndex(new Document("number", 1));
        documents.createIndex(new Document("model", 1).append("_id", -1));
    }

    private static MongoCollection<Document> indexed(MongoClient client) {
        return client.getDatabase("test").getCollection("indexed");
    }

    private static MongoCollection<Document> plain(MongoClient client) {
        return client.getDatabase("test").getCollection("plain");
    }

    /** Puts, updates and removes documents: the same in both collections. */
    private void change(MongoClient client) {
        for (int n = 0; n < 40; n++) {
            var id = new Document("_id", "id-" + random.nextInt(30));
            var values = values();
            int kind = random.nextInt(3);
            for (var each : List.of(indexed(client), plain(client))) {
                if (kind == 0) {
                    each.deleteOne(id);
                } else if (each.find(id).first() == null) {
                    each.insertOne(new Document(id).append("model", "a").append("number", 0));
                } else {
                    each.updateOne(id, new Document("$set", values).append("$unset", new Document("late", "")));
                }
            }
        }
    }

    private Document values() {
        var values = new Document("model", List.of("a", "b", "c").get(random.nextInt(3)));
        values.append("number", random.nextBoolean() ? (Object) random.nextInt(9) : Long.valueOf(random.nextInt(9)));
        if (random.nextInt(4) == 0) {
            values.append("model", null);
        }
        return values.append("status", random.nextBoolean() ? "open" : "closed");
    }

    private static void assertSameAnswers(MongoClient client) {
        for (var query : QUERIES) {
            assertThat(indexed(client).countDocuments(query))
                    .isEqualTo(plain(client).countDocuments(query));
            for (var order : ORDERS) {
                for (int limit : List.of(0, 3)) {
                    assertThat(found(indexed(client), query, order, limit))
                            .as("%s by %s, limit %d", query, order, limit)
                            .isEqualTo(found(plain(client), query, order, limit));
                }
            }
        }
    }

    private static List<Document> found(
            MongoCollection<Document> documents, Document query, Document order, int limit) {
        return documents.find(query).sort(order).limit(limit).into(new ArrayList<>());
    }
}
