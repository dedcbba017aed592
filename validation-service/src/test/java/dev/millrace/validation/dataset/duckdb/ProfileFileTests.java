package dev.millrace.validation.dataset.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.validation.rule.InferSchema;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Statistics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileFileTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static JsonNode profile(String... arguments) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ProfileFile.main(arguments);
        } finally {
            System.setOut(before);
        }
        return JsonMapper.shared().readTree(printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void judgesAFileByASchemaAsTheServiceWould() throws Exception {
        Path written = directory.resolve("schema.json");
        String digest;
        try (Versions versions = new Versions(directory)) {
            Statistics first = versions.profiles()
                    .profile(List.of(versions.ofQuery("SELECT i AS a, i % 3 AS b FROM range(200) t(i)")), null);
            Schema schema = InferSchema.from(first);
            Files.writeString(written, JsonMapper.shared().writeValueAsString(schema));
            digest = versions.ofQuery("SELECT 9007199254740993 + i AS a FROM range(200) t(i)")
                    .hex();
        }
        String store = directory.resolve("artifacts").toString();

        JsonNode alone = profile(store, digest);
        JsonNode held = profile(store, digest, "numbers", written.toString());

        assertThat(alone.path("usable").asBoolean()).isTrue();
        assertThat(alone.path("statistics").toString()).contains("\"min\":9007199254740993");
        assertThat(held.path("usable").asBoolean()).isFalse();
        assertThat(held.path("findings").toString())
                .contains("MISSING_COLUMN", "millrace schema numbers loosen b required");
    }
}
