package dev.millrace.messaging.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.messaging.commit.StateMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlatMappingsTests {

    private static final Instant NOON = Instant.parse("2026-08-30T12:00:00Z");

    private final StateMapper states = Templates.states();

    record Span(Instant from, Instant to) {}

    record Counts(long rows, long baselineRows, Map<String, Long> byColumn) {}

    record Window(
            String name,
            @JsonUnwrapped Span span,
            @JsonUnwrapped Counts counts,
            @Nullable Window before) {}

    record Windows(List<Window> windows) {}

    private static Window window(String name, @Nullable Window before) {
        return new Window(name, new Span(NOON, NOON.plusSeconds(60)), new Counts(5, 7, Map.of("a.b", 1L)), before);
    }

    private static Document document(String name) {
        return new Document("name", name)
                .append("from", "2026-08-30T12:00:00.000000Z")
                .append("to", "2026-08-30T12:01:00.000000Z")
                .append("rows", 5L)
                .append("baselineRows", 7L);
    }

    @Test
    void storesAGroupBesideTheOtherComponents() {
        var written = states.write(window("second", window("first", null)));

        assertThat(written).containsKeys("name", "from", "to", "rows", "baselineRows", "byColumn", "before");
        assertThat(written.get("before", Document.class)).containsAllEntriesOf(document("first"));
        assertThat(states.read(written, Window.class)).isEqualTo(window("second", window("first", null)));
    }

    @Test
    void readsAGroupInAList() {
        var windows = new Windows(List.of(window("first", null), window("second", null)));

        assertThat(states.read(states.write(windows), Windows.class)).isEqualTo(windows);
    }

    @Test
    void fillsAGroupThatAnEarlierReleaseHasNotStored() {
        assertThat(states.read(new Document("name", "first"), Window.class).counts())
                .isEqualTo(new Counts(0, 0, Map.of()));
    }

    @Test
    void keepsWhatANewerReleaseHasPutBesideAGroup() {
        var before = states.write(window("first", null)).append("later", 3);

        assertThat(states.rewrite(window("first", null), before)).isEqualTo(before);
    }

    @Test
    void namesTheFieldsOfAGroup() {
        var fields = new KnownFields(Templates.converter().getMappingContext());

        assertThat(fields.paths(states.write(window("first", null)), Window.class))
                .containsExactlyInAnyOrder("name", "from", "to", "rows", "baselineRows", "byColumn", "before");
    }
}
