package dev.millrace.messaging.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.ArchitectureRules;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownFieldsTests {

    private final KnownFields fields = new KnownFields(Templates.converter().getMappingContext());

    record Place(String city, @Nullable String street) {}

    record Trip(
            String id,
            @Nullable String note,
            @Nullable Place from,
            @Nullable Place to,
            Map<String, Place> stops) {}

    @Test
    void namesTheFieldsOfRecordsWithinAndNotThoseOfMaps() {
        var trip = new Document("_id", "1")
                .append("from", new Document("city", "Oslo"))
                .append("to", new Document())
                .append("stops", new Document("first", new Document("city", "Moss")));

        assertThat(fields.paths(trip, Trip.class))
                .containsExactlyInAnyOrder("note", "from.city", "from.street", "to", "stops");
    }

    @Test
    void setsWhatTheDocumentHasAndRemovesWhatItLacks() {
        var trip = new Document("_id", "1").append("from", new Document("city", "Oslo"));

        var update = KnownFields.update(trip, List.of("note", "from.city", "from.street"));

        assertThat(update)
                .isEqualTo(new Document("$set", new Document("from.city", "Oslo"))
                        .append("$unset", new Document("note", "").append("from.street", "")));
    }

    @Test
    void isTheOnlyWayInWhichTheKernelChangesADocument() {
        ArchitectureRules.checkKernel("dev.millrace.messaging");
    }
}
