package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counting by the entries of an index: {@link IndexedCollectionTests} hold it against counting all documents. */
class CountTests {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<String> FIELDS = List.of("project", "status", "at", "_id");

    @TempDir
    private Path directory;

    @Test
    void isToldByEntriesWhereTheQueryAsksForNothingElse() {
        var status = query("status", "open");

        assertThat(ExactRange.of(FIELDS, query())).isPresent();
        assertThat(ExactRange.of(FIELDS, status)).isPresent();
        assertThat(ExactRange.of(FIELDS, query("status", range("$gt", "a", "$lt", "c"))))
                .isPresent();
        assertThat(ExactRange.of(FIELDS, query("status", range("$gt", "a")))).isPresent();
        assertThat(ExactRange.of(FIELDS, query("status", range("$gt", "a", "$lt", 3))))
                .isEmpty();
        assertThat(ExactRange.of(FIELDS, query("status", range("$gt", "a", "$ne", "c"))))
                .isEmpty();
        assertThat(ExactRange.of(FIELDS, query("status", range("$lt", "a")))).isEmpty();
        assertThat(ExactRange.of(FIELDS, query("at", START))).isEmpty();
        assertThat(ExactRange.of(FIELDS, query("owner", "me"))).isEmpty();
    }

    @Test
    void knowsHowDriversAsk() {
        var sum = bson("_id", 1).append("n", bson("$sum", 1));
        var match = bson("$match", query());

        var by = bson("state", "$status");

        assertThat(CountCommand.of("aggregate", aggregate(match, bson("$group", sum))))
                .contains(new CountCommand("things", query(), bson()));
        assertThat(CountCommand.of(
                        "aggregate", aggregate(match, bson("$group", bson(sum).append("_id", by)))))
                .contains(new CountCommand("things", query(), by));
        assertThat(CountCommand.of("aggregate", aggregate(match, bson("$limit", 2), bson("$group", sum))))
                .isEmpty();
        assertThat(CountCommand.of(
                        "aggregate", aggregate(match, bson("$group", bson(sum).append("most", 1)))))
                .isEmpty();
        assertThat(CountCommand.of(
                        "aggregate", aggregate(match, bson("$group", bson(sum).append("_id", "$status")))))
                .isEmpty();
        assertThat(CountCommand.of("find", aggregate(match, bson("$group", sum))))
                .isEmpty();
    }

    @Test
    void countsTimes() {
        with(things -> {
            IntStream.range(0, 10)
                    .forEach(n ->
                            things.insertOne(thing("id-" + n, "open").append("at", Date.from(START.plusSeconds(n)))));
            things.insertOne(thing("untimed", "open"));

            var open = new Document("project", "p").append("status", "open");
            var third = Date.from(START.plusSeconds(3));
            assertThat(things.countDocuments(open)).isEqualTo(11);
            assertThat(things.countDocuments(new Document(open).append("at", new Document("$gt", third))))
                    .isEqualTo(6);
            assertThat(things.countDocuments(new Document(open).append("at", new Document("$gte", third))))
                    .isEqualTo(7);
            assertThat(things.countDocuments(new Document(open).append("at", new Document("$lt", third))))
                    .isEqualTo(3);
        });
    }

    /** The same groups as where no index tells, with the same numbers; what lacks a field makes a group too. */
    @Test
    void countsByTheValuesOfFields() {
        with(things -> {
            var random = new Random(7);
            for (int n = 0; n < 200; n++) {
                var thing = thing("id-" + n, List.of("open", "closed", "lost").get(random.nextInt(3)));
                things.insertOne(thing.append("hour", (long) random.nextInt(10)));
            }
            things.insertOne(thing("elsewhere", "open").append("project", "q").append("hour", 7L));
            var late = new Document("project", "p").append("hour", new Document("$gte", 4L));
            assertThat(counted(things, late, "hour", "status"))
                    .isEqualTo(counted(things, scanned(late), "hour", "status"));
            assertThat(counted(things, late, "hour")).hasSize(6).isEqualTo(counted(things, scanned(late), "hour"));
            assertThat(counted(things, late, "status")).isEqualTo(counted(things, scanned(late), "status"));
            var none = new Document("project", "none");
            assertThat(counted(things, none, "hour", "status")).isEmpty();

            things.insertOne(
                    new Document("_id", "unknown").append("project", "p").append("hour", 5L));
            assertThat(counted(things, late, "hour", "status"))
                    .isEqualTo(counted(things, scanned(late), "hour", "status"))
                    .anySatisfy(group -> assertThat(group.toJson()).doesNotContain("status"));
        });
    }

    /** Asks for something that is in no index. */
    private static Document scanned(Document query) {
        return new Document(query).append("owner", null);
    }

    private static Set<Document> counted(MongoCollection<Document> things, Document query, String... fields) {
        var by = new Document();
        Stream.of(fields).forEach(field -> by.append(field, "$" + field));
        var group = new Document("_id", by).append("n", new Document("$sum", 1));
        return things.aggregate(List.of(new Document("$match", query), new Document("$group", group)))
                .into(new HashSet<>());
    }

    /** Its entry is taken from one place in the index and put in another. */
    @Test
    void countsADocumentOnceWhileItChanges() {
        with(things -> {
            things.insertOne(thing("id", "open"));
            var counting = new AtomicBoolean(true);
            try (var writer = Executors.newSingleThreadExecutor()) {
                var writes = writer.submit(() -> {
                    for (int n = 0; counting.get(); n++) {
                        var status = n % 2 == 0 ? "closed" : "open";
                        things.updateOne(
                                new Document("_id", "id"), new Document("$set", new Document("status", status)));
                    }
                    return null;
                });

                var counted = IntStream.range(0, 1000)
                        .mapToLong(n -> things.countDocuments(new Document("project", "p")))
                        .distinct()
                        .toArray();
                counting.set(false);

                assertThat(writes).succeedsWithin(Duration.ofSeconds(30));
                assertThat(counted).containsExactly(1);
            }
        });
    }

    private void with(Consumer<MongoCollection<Document>> test) {
        try (var store = EmbeddedDocumentStore.start(directory, 0);
                var client = MongoClients.create(store.uri())) {
            test.accept(things(client));
        }
    }

    private static MongoCollection<Document> things(MongoClient client) {
        var things = client.getDatabase("test").getCollection("things");
        things.createIndex(new Document("project", 1).append("status", 1).append("at", -1));
        things.createIndex(new Document("project", 1).append("hour", 1).append("status", 1));
        return things;
    }

    private static Document thing(String id, String status) {
        return new Document("_id", id).append("project", "p").append("status", status);
    }

    private static de.bwaldvogel.mongo.bson.Document query() {
        return bson("project", "p");
    }

    private static de.bwaldvogel.mongo.bson.Document query(String field, Object value) {
        return query().append(field, value);
    }

    private static de.bwaldvogel.mongo.bson.Document range(String operator, Object value) {
        return bson(operator, value);
    }

    private static de.bwaldvogel.mongo.bson.Document range(String one, Object value, String other, Object bound) {
        return bson(one, value).append(other, bound);
    }

    private static de.bwaldvogel.mongo.bson.Document bson() {
        return new de.bwaldvogel.mongo.bson.Document();
    }

    private static de.bwaldvogel.mongo.bson.Document bson(de.bwaldvogel.mongo.bson.Document other) {
        return other.clone();
    }

    private static de.bwaldvogel.mongo.bson.Document bson(String field, Object value) {
        return new de.bwaldvogel.mongo.bson.Document(field, value);
    }

    private static de.bwaldvogel.mongo.bson.Document aggregate(Object... stages) {
        return bson("aggregate", "things").append("pipeline", List.of(stages));
    }
}
