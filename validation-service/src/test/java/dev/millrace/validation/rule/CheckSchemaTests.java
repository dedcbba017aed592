package dev.millrace.validation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckSchemaTests {

    private static final Tolerance ANY = new Tolerance(0, 1);

    private static ColumnSchema column(
            String name,
            ColumnType type,
            ColumnSchema.@Nullable Domain domain,
            @Nullable Tolerance negative,
            ColumnSchema.@Nullable Range range) {
        return new ColumnSchema(name, type, true, ANY, null, domain, negative, range, ANY, null);
    }

    private static List<String> pointers(Schema.RowBounds rows, ColumnSchema... columns) {
        return CheckSchema.problems(new Schema(rows, List.of(columns))).stream()
                .map(SchemaProblem::pointer)
                .toList();
    }

    private static List<String> pointers(ColumnSchema... columns) {
        return pointers(new Schema.RowBounds(1, 0.1, 10), columns);
    }

    @Test
    void takesASchemaWithNamesOfAnyText() {
        assertThat(pointers(
                        column("__proto__", ColumnType.STRING, null, null, null),
                        column("two\nlines", ColumnType.STRING, null, null, null),
                        column("A", ColumnType.STRING, null, null, null),
                        column("a", ColumnType.STRING, null, null, null)))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThat(pointers()).containsExactly("/columns");
        assertThat(pointers(new Schema.RowBounds(-1, 2, 0.5), column("a", ColumnType.STRING, null, null, null)))
                .containsExactly("/rows/min", "/rows/minRatio", "/rows/maxRatio");
        assertThat(pointers(column(" ", ColumnType.STRING, null, ANY, null)))
                .containsExactly("/columns/0/name", "/columns/0/negative");
        assertThat(pointers(column(
                        "a", ColumnType.STRING, new ColumnSchema.Domain(List.of("x", "", "x"), ANY), null, null)))
                .containsExactly("/columns/0/domain/values/1", "/columns/0/domain/values/2");
        assertThat(pointers(column("a", ColumnType.INTEGER, new ColumnSchema.Domain(List.of(), ANY), null, null)))
                .containsExactly("/columns/0/domain", "/columns/0/domain/values");
    }

    @Test
    void refusesNumbersThatTakeMemoryAndSayNothing() {
        assertThat(pointers(column(
                        "a",
                        ColumnType.DOUBLE,
                        null,
                        null,
                        new ColumnSchema.Range(new BigDecimal("1e999999999"), new BigDecimal("1e999999999"), ANY))))
                .containsExactly("/columns/0/range");
        assertThat(pointers(column(
                        "a",
                        ColumnType.INTEGER,
                        null,
                        null,
                        new ColumnSchema.Range(BigDecimal.ONE, BigDecimal.ZERO, ANY))))
                .containsExactly("/columns/0/range");
    }
}
