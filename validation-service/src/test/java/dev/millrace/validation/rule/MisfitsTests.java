package dev.millrace.validation.rule;

import static dev.millrace.validation.rule.Columns.amount;
import static dev.millrace.validation.rule.Columns.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisfitsTests {

    private static final Statistics SEEN = version(1_000, amount(1_000, 0, 0));
    private static final Schema SCHEMA = InferSchema.from(SEEN);

    private static List<String> findings(long values, long cells, boolean first) {
        var misfits = new Misfits("amount", ColumnType.INTEGER, values, cells, List.of("row 17: \"unknown\""));
        return Judgement.of(SCHEMA, SEEN, 1_000).with(List.of(misfits), first).findings().stream()
                .map(finding -> finding.severity() + " " + finding.code() + " " + finding.observed())
                .toList();
    }

    @Test
    void tellsAFewAndRejectsMany() {
        assertThat(findings(1_000, 3, false))
                .containsExactly("WARN TYPE_MISMATCH 3 of 1000 cells (0.3 %) are no INTEGER and count as missing,"
                        + " such as row 17: \"unknown\"");
        assertThat(findings(1_000, 30, false)).singleElement().asString().startsWith("BLOCK");
    }

    @Test
    void rejectsNothingByOneCellOrByAFirstVersion() {
        assertThat(findings(20, 1, false)).singleElement().asString().startsWith("WARN");
        assertThat(findings(1_000, 30, true)).singleElement().asString().startsWith("WARN");
    }
}
