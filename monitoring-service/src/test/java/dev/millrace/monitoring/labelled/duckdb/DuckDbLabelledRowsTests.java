package dev.millrace.monitoring.labelled.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.monitoring.labelled.StoredLabels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbLabelledRowsTests {

    @TempDir
    Path directory;

    @Test
    void readsOfAllPartsTheRowsThatNameAPrediction() {
        try (var artifacts = new LocalArtifactStore(directory)) {
            var columns = "\"millrace.prediction\" VARCHAR, tip BOOLEAN, fare DOUBLE, seen TIMESTAMP";
            var first = StoredLabels.of(
                    columns, List.of("'0-a-1', true, 1.5, '2026-11-29 10:00:00'", "NULL, false, 2, NULL"), artifacts);
            var second =
                    StoredLabels.of(columns, List.of("'1-a-2', NULL, 3, NULL", "'1-a-3', false, 4, NULL"), artifacts);

            try (var version = new DuckDbLabelledRows(artifacts).open(List.of(first, second))) {
                assertThat(version.columns()).containsExactly("millrace.prediction", "tip", "fare", "seen");
                assertThat(version.texts("millrace.prediction", 0, 10)).containsExactly("0-a-1", "1-a-2", "1-a-3");
                assertThat(version.texts("tip", 0, 10)).containsExactly("true", null, "false");
                assertThat(version.texts("fare", 1, 1)).containsExactly("3.0");
                assertThat(version.texts("seen", 0, 1)).containsExactly("2026-11-29 10:00:00");
                assertThat(version.texts("tip", 3, 10)).isEmpty();
            }
        }
    }

    @Test
    void saysThatAFileIsMissing() {
        try (var artifacts = new LocalArtifactStore(directory)) {
            var rows = new DuckDbLabelledRows(artifacts);

            assertThatThrownBy(() -> rows.open(List.of("0".repeat(64)))).isInstanceOf(ArtifactMissingException.class);
        }
    }
}
