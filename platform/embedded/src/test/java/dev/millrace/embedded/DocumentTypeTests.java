package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;

class DocumentTypeTests {

    private static final Document DOCUMENT = new Document("_id", "taxi-3")
            .append("number", 3)
            .append("long", 9_007_199_254_740_993L)
            .append("share", 0.25)
            .append("at", Instant.parse("2026-11-29T14:00:00.123Z"))
            .append("live", true)
            .append("nothing", null)
            .append("bytes", new BinData(new byte[] {0, -1, 7}))
            .append("inner", new Document("ä", "ö\u0000ü").append("list", List.of(1, "two", new Document())));

    private static final Object[] ENTRY = {"open", null, Instant.parse("2026-11-29T14:00:00Z"), 7L, "id"};

    @Test
    void readsWhatItHasWritten() {
        var buffer = written(new DocumentType(), List.of(DOCUMENT, DOCUMENT));
        var type = new DocumentType();
        assertThat(type.read(buffer)).usingRecursiveComparison().isEqualTo(DOCUMENT);
        assertThat(type.read(buffer)).usingRecursiveComparison().isEqualTo(DOCUMENT);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void readsEntriesOfAnIndexThatItHasWritten() {
        var buffer = written(new IndexEntryType(), List.of(ENTRY, ENTRY));
        var type = new IndexEntryType();
        assertThat((Object[]) type.read(buffer)).containsExactly(ENTRY);
        assertThat((Object[]) type.read(buffer)).containsExactly(ENTRY);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void readsWhatEarlierReleasesWrote() {
        var documents = written(new ObjectDataType(), List.of(DOCUMENT, new Document()));
        assertThat(new DocumentType().read(documents))
                .usingRecursiveComparison()
                .isEqualTo(DOCUMENT);
        assertThat(new DocumentType().read(documents)).isEmpty();
        var entries = written(new ObjectDataType(), List.of(ENTRY, ENTRY));
        assertThat((Object[]) new IndexEntryType().read(entries)).containsExactly(ENTRY);
    }

    @Test
    void knowsAboutHowMuchOfTheHeapADocumentTakes() {
        var small = new Document("a", "b");
        var large = new Document("a", "b".repeat(10_000))
                .append("list", List.of(new Document("c", new BinData(new byte[5000]))));
        assertThat(new DocumentType().getMemory(small)).isBetween(150, 400);
        assertThat(new DocumentType().getMemory(large)).isBetween(15_000, 17_000);
    }

    private static <T> ByteBuffer written(DataType<T> type, List<? extends T> values) {
        var buffer = new WriteBuffer();
        values.forEach(value -> type.write(buffer, value));
        return buffer.getBuffer().flip();
    }
}
