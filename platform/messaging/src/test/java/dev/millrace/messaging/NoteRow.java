package dev.millrace.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** Fixture: a document that several write in turn, with a record in it. */
@Document("noteRows")
record NoteRow(
        @Id String id,
        String text,
        @Nullable String author,
        Page page,
        List<String> tags,
        @Version @Nullable Long version) {

    record Page(String id, @Nullable Integer number) {}

    NoteRow {
        tags = List.copyOf(tags);
    }
}
