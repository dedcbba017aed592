package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRangeTests {

    private static final List<String> FIELDS = List.of("model", "number", "_id");

    @Test
    void spansWhatIsFixedAndBounded() {
        var query = new Document("model", "a")
                .append("number", new Document("$lt", 5))
                .append("status", "open");

        var range = KeyRange.of(FIELDS, query, new Document("number", -1)).orElseThrow();

        assertThat(range.lowest()).containsExactly("a");
        assertThat(range.highest()).containsExactly("a", 5, MaxKey.getInstance());
        assertThat(range.fixed()).isEqualTo(1);
        assertThat(range.bounded()).isTrue();
        assertThat(range.sorted()).isTrue();
        assertThat(range.backwards()).isTrue();
    }

    @Test
    void isInOrderWhereTheOrderFollowsTheFixedFields() {
        var query = new Document("model", "a").append("number", 1);

        assertThat(KeyRange.of(FIELDS, query, new Document("model", -1).append("_id", 1)))
                .get()
                .matches(range -> range.sorted() && !range.backwards());
        assertThat(KeyRange.of(FIELDS, query, new Document("status", 1))).get().matches(range -> !range.sorted());
        assertThat(KeyRange.of(FIELDS, new Document("model", "a"), new Document("number", 1).append("_id", -1)))
                .get()
                .matches(range -> !range.sorted());
    }

    @Test
    void isOfNoUseWhereTheFirstFieldIsOpenAndTheOrderIsAnother() {
        assertThat(KeyRange.of(FIELDS, new Document("number", 1), new Document("number", 1)))
                .isEmpty();
        assertThat(KeyRange.of(FIELDS, new Document("model", null), null)).isEmpty();
        assertThat(KeyRange.of(FIELDS, new Document(), null)).isEmpty();
    }
}
