package dev.millrace.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetVersionTests {

    @Test
    void readsAColumnAsTheLatestVersionThatKnowsMoreThanText() {
        var types = DatasetVersion.types(List.of(
                version(ColumnType.STRING),
                version(ColumnType.INTEGER),
                version(ColumnType.DOUBLE),
                version(ColumnType.STRING)));
        assertThat(types).containsEntry("fare", ColumnType.DOUBLE);
        assertThat(DatasetVersion.types(List.of(version(ColumnType.STRING)))).containsEntry("fare", ColumnType.STRING);
    }

    private static DatasetVersion version(ColumnType fare) {
        return new DatasetVersion(
                "default",
                "trips",
                1,
                DatasetVersion.Mode.APPEND,
                5,
                List.of(),
                List.of(new Column("fare", fare)),
                "ingo");
    }
}
