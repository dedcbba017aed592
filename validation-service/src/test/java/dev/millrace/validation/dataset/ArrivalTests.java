package dev.millrace.validation.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Tolerance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalTests {

    @Test
    void isReadWithTheTypesOfTheSchemaWhereItHasAny() {
        var schema = new Schema(
                new Schema.RowBounds(1, 0.1, 10), List.of(column("fare", ColumnType.DOUBLE), column("tract", null)));
        var stored = List.of(text("fare"), text("tract"), text("new"));
        assertThat(Arrival.readAs(schema, stored))
                .containsExactly(new Column("fare", ColumnType.DOUBLE), text("tract"), text("new"));
    }

    private static Column text(String name) {
        return new Column(name, ColumnType.STRING);
    }

    private static ColumnSchema column(String name, @Nullable ColumnType type) {
        var any = new Tolerance(0, 1);
        return new ColumnSchema(name, type, false, any, null, null, null, null, any, null);
    }
}
