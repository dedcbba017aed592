package dev.millrace.validation.dataset.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.InferSchema;
import dev.millrace.validation.rule.Standard;
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
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ProfileFile.main(arguments);
        } finally {
            System.setOut(before);
        }
        return JsonMapper.shared().readTree(printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void judgesAFileAsTheNextVersionOfItsDataset() throws Exception {
        var written = directory.resolve("request.json");
        String digest;
        try (var versions = new Versions(directory)) {
            var first = versions.profiles()
                    .profile(
                            List.of(versions.ofQuery("SELECT i AS a, i % 3 AS \"Kind\" FROM range(20000) t(i)")), null);
            var standard = new Standard(InferSchema.from(first), false, 20_000);
            var misfit = new ProfileFile.ReadColumn(
                    "a", ColumnType.INTEGER, 201, 1, List.of(new ProfileFile.Example(7, "many")));
            Files.writeString(
                    written,
                    JsonMapper.shared()
                            .writeValueAsString(new ProfileFile.Request("numbers", standard, first, List.of(misfit))));
            digest = versions.ofQuery("SELECT 9007199254740993 + i AS a, i % 3 AS kind FROM range(200) t(i)")
                    .hex();
        }
        var store = directory.resolve("artifacts").toString();

        var alone = profile(store, digest);
        var held = profile(store, digest, written.toString());

        assertThat(alone.path("usable").asBoolean()).isTrue();
        assertThat(alone.path("statistics").toString()).contains("\"min\":9007199254740993");
        assertThat(held.path("usable").asBoolean()).isFalse();
        assertThat(held.path("findings")
                        .valueStream()
                        .map(finding -> finding.path("code").asString()))
                .contains("MISSING_COLUMN", "RENAMED_COLUMN", "ROWS_RATIO_LOW", "TYPE_MISMATCH");
        assertThat(held.path("findings").get(0).path("severity").asString()).isEqualTo("BLOCK");
        assertThat(held.path("findings").toString())
                .contains("row 7: ", "many", "millrace schema numbers loosen Kind required");
    }
}
