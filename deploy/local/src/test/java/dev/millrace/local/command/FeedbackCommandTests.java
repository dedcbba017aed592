package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackCommandTests {

    @TempDir
    private Path directory;

    @Test
    void readsLabelsAsTheyAreWritten() throws IOException {
        var labels = FeedbackCommand.labels(file("""
                label,predictionId,observedAt,remark
                007,0-a-1,2026-11-28T12:00:00Z,"a, b"
                true,1-a-2,,
                """));

        assertThat(labels)
                .containsExactly(
                        Map.of("predictionId", "0-a-1", "label", "007", "observedAt", "2026-11-28T12:00:00Z"),
                        Map.of("predictionId", "1-a-2", "label", "true"));
    }

    @Test
    void namesTheRowAndTheColumnOfAFault() throws IOException {
        var column = file("predictionId,truth\n0-a-1,1\n");
        var empty = file("predictionId,label\n0-a-1,1\n0-a-2,\n");
        var time = file("predictionId,label,observedAt\n0-a-1,1,yesterday\n");

        assertThatThrownBy(() -> FeedbackCommand.labels(column)).hasMessageContaining("no column label");
        assertThatThrownBy(() -> FeedbackCommand.labels(empty)).hasMessageContaining("row 2, column label");
        assertThatThrownBy(() -> FeedbackCommand.labels(time)).hasMessageContaining("row 1, column observedAt");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "labels", ".csv"), text);
    }
}
