package dev.millrace.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.stack.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTests {

    @TempDir
    private Path directory;

    @Test
    void readsBackWhatItWrote() {
        var file = directory.resolve("table.csv");
        var header = List.of("name", "said");
        var rows = List.of(List.of("Ann, B.", "\"hi\"\nthere"), List.of("", "x"));

        Csv.write(file, header, rows);

        assertThat(Csv.read(file, 10)).containsExactly(header, rows.getFirst(), rows.getLast());
    }

    @Test
    void readsWindowsLineEndsAndALastLineWithoutOne() throws IOException {
        var file = Files.writeString(directory.resolve("table.csv"), "a,b\r\n1,2\r\n3,");

        assertThat(Csv.read(file, 10)).containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", ""));
    }

    @Test
    void readsNoMoreRowsThanAskedFor() throws IOException {
        var file = Files.writeString(directory.resolve("table.csv"), "a\n1\n2\n3\n");

        assertThat(Csv.read(file, 2)).hasSize(3);
    }

    @Test
    void complainsAboutAFileThatIsNotThere() {
        assertThatThrownBy(() -> Csv.read(directory.resolve("none.csv"), 1)).isInstanceOf(Complaint.class);
    }
}
