package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.LocalArtifactStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnListsTests {

    @TempDir
    Path directory;

    private LocalArtifactStore artifacts;
    private ColumnLists lists;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory);
        lists = new ColumnLists(artifacts);
    }

    @AfterEach
    void close() {
        artifacts.close();
    }

    @Test
    void carriesAShortListAsItIs() {
        var columns = columns(18);

        assertThat(lists.carried(columns)).isEqualTo(new ColumnList(columns, null));
        assertThat(lists.columns(lists.carried(columns))).isEqualTo(columns);
    }

    @Test
    void carriesALongListByTheDigestOfAnArtifact() {
        var columns = columns(2_000);
        var carried = lists.carried(columns);

        assertThat(carried.columns()).isEmpty();
        assertThat(carried.digest()).hasSize(64);
        assertThat(lists.columns(carried)).isEqualTo(columns);
    }

    @Test
    void saysWhatIsWrongWithAnArtifact() {
        var other = artifacts.put("no columns".getBytes(UTF_8)).hex();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> lists.columns(new ColumnList(List.of(), other)));
        assertThatExceptionOfType(ArtifactMissingException.class)
                .isThrownBy(() -> lists.columns(new ColumnList(List.of(), "0".repeat(64))));
    }

    private static List<Column> columns(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Column("%060d".formatted(i), i % 2 == 0 ? ColumnType.DOUBLE : ColumnType.STRING))
                .toList();
    }
}
