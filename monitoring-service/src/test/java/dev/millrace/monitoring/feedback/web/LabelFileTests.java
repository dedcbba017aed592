package dev.millrace.monitoring.feedback.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.monitoring.feedback.Label;
import dev.millrace.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFileTests {

    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");

    private static LabelFile read(String text) throws IOException {
        return LabelFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), NOW);
    }

    @Test
    void readsLabelsAsTheyAreWrittenAndTellsWhichColumnsItIgnores() throws IOException {
        var file = read("""
                \ufefflabel,predictionId,observedAt,remark
                007,0-a-1,2026-11-28T12:00:00Z,"a, b"
                "very ""good\""",1-a-2,,
                """);

        assertThat(file.labels())
                .containsExactly(
                        new Label("0-a-1", "007", Instant.parse("2026-11-28T12:00:00Z")),
                        new Label("1-a-2", "very \"good\"", NOW));
        assertThat(file.ignoredColumns()).containsExactly("remark");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            predictionId,truth\\n0-a-1,1\\n                         | FIELD_REQUIRED      | it has predictionId, truth
            predictionId,label\\n0-a-1,1\\n0-a-2,\\n                | FIELD_REQUIRED      | A cell is empty
            predictionId,label,observedAt\\n0-a-1,1,yesterday\\n    | LABELS_MALFORMED    | 2026-11-28T12:00:00Z
            predictionId,label\\n0-a-1,1,2\\n                       | LABELS_MALFORMED    | 3 fields where the header has 2
            predictionId,label\\n0-a-1,"1"2\\n                     | LABELS_MALFORMED    | is no CSV
            predictionId,label\\n0-a-1,"a\\"b"\\n                 | LABELS_MALFORMED    | is no CSV
            predictionId,label\\n0-a-1,"1\\n0-a-2,2\\n            | LABELS_MALFORMED    | never closed
            predictionId;label\\n0-a-1;1,5\\n                     | LABELS_MALFORMED    | separate them with commas
            sep=;\\npredictionId;label\\n0-a-1;1\\n               | LABELS_MALFORMED    | separate them with commas
            predictionId\tlabel\\n0-a-1\t1\\n                     | LABELS_MALFORMED    | A tab stands
            predictionId,label,label\\n0-a-1,1,2\\n               | LABELS_MALFORMED    | is no CSV
            predictionId,label\\n                                   | LABELS_OUT_OF_RANGE | has no labels
            ''                                                      | LABELS_OUT_OF_RANGE | has no labels
            """)
    void refusesAFileWithAFaultWhole(String text, String code, String words) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void refusesARemarkAboveTheHeader() {
        assertThatThrownBy(() -> read("# made by a tool\npredictionId,label\n0-a-1,1\n"))
                .hasMessageContaining("2 fields where the header has 1");
    }

    @Test
    void refusesOtherEncodingsAndTooMuch() {
        var latin = "predictionId,label\n0-a-1,größer\n".getBytes(StandardCharsets.ISO_8859_1);
        var large = new byte[LabelFile.MOST_BYTES + 1];
        var many = "predictionId,label\n" + "0-a-1,1\n".repeat(LabelFile.MOST_LABELS + 1);

        assertThatThrownBy(() -> LabelFile.read(new ByteArrayInputStream(latin), NOW))
                .hasMessageContaining("not UTF-8: save it");
        assertThatThrownBy(() -> LabelFile.read(
                        new ByteArrayInputStream(
                                "\ufeffpredictionId,label\n0-a-1,1\n".getBytes(StandardCharsets.UTF_16LE)),
                        NOW))
                .hasMessageContaining("not UTF-8 but UTF-16");
        assertThatThrownBy(() -> LabelFile.read(new ByteArrayInputStream(large), NOW))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("BODY_TOO_LARGE"));
        assertThatThrownBy(() -> read(many)).hasMessageContaining("too many labels");
    }
}
