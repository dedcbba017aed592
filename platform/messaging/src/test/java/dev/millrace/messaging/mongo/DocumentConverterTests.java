package dev.millrace.messaging.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.millrace.embedded.EmbeddedDocumentStore;
import dev.millrace.messaging.ReadModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** What records become in a store, and that the later revision's read model stays. */
class DocumentConverterTests {

    private EmbeddedDocumentStore store;
    private MongoClient client;
    private MongoTemplate template;
    private MongoStores stores;

    record Fare(BigDecimal amount, Duration ride) {}

    @org.springframework.data.mongodb.core.mapping.Document("trips")
    record Trip(
            @Id String id,
            @Indexed Instant at,
            LocalDate day,
            Map<String, Fare> fares,
            List<Fare> more,
            @Nullable String note) {}

    @BeforeEach
    void start(@TempDir Path directory) {
        store = EmbeddedDocumentStore.start(directory, 0);
        client = MongoClients.create(store.uri());
        template = Templates.of(client, "trips");
        stores = new MongoStores(template);
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @Test
    void storesRecordsWithoutTheNamesOfClassesAndReadsThemAgain() {
        var trip = trip("default/1", Instant.parse("2026-11-28T10:00:00.000001Z"));

        template.insert(trip);

        assertThat(template.findById("default/1", Trip.class)).isEqualTo(trip);
        var stored = template.findAll(Document.class, "trips").getFirst();
        assertThat(stored.toJson()).doesNotContain("_class");
        assertThat(stored.getString("at")).isEqualTo("2026-11-28T10:00:00.000001Z");
        assertThat(stored.getString("day")).isEqualTo("2026-11-28");
        assertThat(stored.getEmbedded(List.of("fares", "%"), Document.class))
                .containsEntry("amount", "12.50")
                .containsEntry("ride", "PT1M30S");
    }

    @Test
    void findsAndSortsByTimeToTheMicrosecond() {
        var whole = Instant.parse("2026-11-28T10:00:00Z");
        template.insert(trip("default/half", whole.plusMillis(500)));
        template.insert(trip("default/whole", whole));
        template.insert(trip("default/micro", whole.plusNanos(1_000)));

        assertThat(template.find(Query.query(Criteria.where("at").gt(whole)), Trip.class))
                .extracting(Trip::id)
                .containsExactlyInAnyOrder("default/half", "default/micro");
        assertThat(template.find(new Query().with(org.springframework.data.domain.Sort.by("at")), Trip.class))
                .extracting(Trip::id)
                .containsExactly("default/whole", "default/micro", "default/half");
    }

    @Test
    void keepsTheReadModelOfTheLaterRevision() {
        var early = trip("default/1", Instant.parse("2026-11-28T10:00:00Z"));
        var late = trip("default/1", Instant.parse("2026-11-28T11:00:00Z"));
        var documents = stores.of("anything");

        documents.putReadModel(stores.readModel("a", 2, ReadModel.of(early)));
        documents.putReadModel(stores.readModel("b", 3, ReadModel.of(late)));
        documents.putReadModel(stores.readModel("b", 3, ReadModel.of(late)));
        documents.putReadModel(stores.readModel("a", 2, ReadModel.of(early)));

        assertThat(template.findAll(Trip.class)).containsExactly(late);
    }

    private static Trip trip(String id, Instant at) {
        var fares = new LinkedHashMap<String, Fare>();
        for (var key : List.of("", "a.b", "$c", "d%2Ee", "null\0", "plain")) {
            fares.put(key, new Fare(new BigDecimal("12.50"), Duration.ofSeconds(90)));
        }
        return new Trip(id, at, LocalDate.parse("2026-11-28"), fares, List.of(), null);
    }
}
