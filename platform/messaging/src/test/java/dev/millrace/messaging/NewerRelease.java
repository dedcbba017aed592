package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Fixture: a replica of a later release, which writes fields that this one does not know. */
record NewerRelease(MongoOperations store) {

    /** Puts {@code ofTomorrow} into the document itself, or into the record {@code within} it. */
    void addsTo(String collection, String id, String within) {
        var field = within.isEmpty() ? "ofTomorrow" : within + ".ofTomorrow";
        store.execute(
                collection,
                each -> each.updateOne(new Document("_id", id), new Document("$set", new Document(field, "kept"))));
    }

    Document stored(String collection, String id) {
        return Objects.requireNonNull(store.findById(id, Document.class, collection));
    }

    void findsItsFieldsInWhatRepositoriesSave() {
        store.save(new TallyRow("saved", 1));
        addsTo("tallyRows", "saved", "");

        store.save(new TallyRow("saved", 2));

        assertThat(stored("tallyRows", "saved")).containsAllEntriesOf(Map.of("arrivals", 2L, "ofTomorrow", "kept"));
    }

    void findsItsFieldsInWhatIsSavedWithAVersion() {
        store.save(new NoteRow("note", "first", "ada", new NoteRow.Page("one", 1), List.of("a", "b"), null));
        addsTo("noteRows", "note", "");
        addsTo("noteRows", "note", "page");
        var version =
                Objects.requireNonNull(store.findById("note", NoteRow.class)).version();

        store.save(new NoteRow("note", "second", null, new NoteRow.Page("two", null), List.of("c"), version));

        assertThat(store.findById("note", NoteRow.class))
                .isEqualTo(new NoteRow("note", "second", null, new NoteRow.Page("two", null), List.of("c"), 1L));
        assertThat(stored("noteRows", "note"))
                .containsEntry("ofTomorrow", "kept")
                .doesNotContainKey("author")
                .containsEntry("page", new Document("_id", "two").append("ofTomorrow", "kept"));
    }
}
