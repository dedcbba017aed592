package dev.millrace.messaging.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.commit.StateMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** States that another release has written. */
class UnknownFieldsTests {

    private static final StateMapper STATES = Templates.states();

    record Owner(String subject, Instant since) {}

    record Part(String digest, long rows) {}

    record Label(String text) {}

    record Dataset(String name, int versions, @Nullable Owner owner, List<Part> parts, Map<String, Label> labels) {}

    private static final Dataset RECORDED = new Dataset(
            "taxi-trips",
            2,
            new Owner("ada", Instant.parse("2026-11-28T10:00:00Z")),
            List.of(new Part("aa", 10), new Part("bb", 20)),
            Map.of("a.b", new Label("first")));

    @Test
    void readsWhatThisReleaseHasWritten() throws Exception {
        var stored = recorded("state-of-this-release");

        assertThat(STATES.read(stored, Dataset.class)).isEqualTo(RECORDED);
        assertThat(STATES.write(RECORDED)).isEqualTo(stored);
    }

    @Test
    void keepsFieldsOfANewerReleaseWhenItWrites() throws Exception {
        var stored = recorded("state-of-a-newer-release");
        var before = STATES.read(stored, Dataset.class);
        var after = new Dataset(
                before.name(),
                3,
                before.owner(),
                List.of(new Part("bb", 20), new Part("cc", 30)),
                Map.of("a.b", new Label("changed"), "new", new Label("second")));

        var written = STATES.rewrite(after, stored);

        assertThat(before).isEqualTo(RECORDED);
        assertThat(STATES.read(written, Dataset.class)).isEqualTo(after);
        assertThat(written.get("retention", Document.class)).containsEntry("days", 30);
        assertThat(written.get("owner", Document.class)).containsEntry("team", "fares");
        assertThat(written.getEmbedded(List.of("labels", "a%2Eb"), Document.class))
                .containsEntry("colour", "green")
                .containsEntry("text", "changed");
        var parts = written.getList("parts", Document.class);
        assertThat(parts.getFirst()).containsEntry("compression", "lz4");
        assertThat(parts.getLast()).doesNotContainKey("compression");
    }

    @Test
    void leavesOutWhatIsNotThereAnyMore() throws Exception {
        var emptied = new Dataset("taxi-trips", 2, null, List.of(), Map.of());

        var written = STATES.rewrite(emptied, recorded("state-of-a-newer-release"));

        assertThat(written.get("owner")).isNull();
        assertThat(written.getList("parts", Document.class)).isEmpty();
    }

    private static Document recorded(String name) throws IOException {
        try (var file = UnknownFieldsTests.class.getResourceAsStream("/recorded/" + name + ".json")) {
            var json = Objects.requireNonNull(file).readAllBytes();
            var document = Document.parse(new String(json, StandardCharsets.UTF_8));
            // Text does not tell a long number from a short one, which the store does.
            document.getList("parts", Document.class)
                    .forEach(part -> part.put("rows", part.getInteger("rows").longValue()));
            return document;
        }
    }
}
