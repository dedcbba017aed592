package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.stack.Complaint;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFileTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.csv, csv, NONE",
        "A.TSV.GZ, csv, GZIP",
        "export.txt, csv, NONE",
        "a.tab.zst, csv, ZSTD",
        "a.psv, csv, NONE",
        "a.json, jsonl, NONE",
        "a.avro, avro, NONE",
        "a.b.parquet, parquet, NONE"
    })
    void tellsTheFormatByTheName(String name, String format, String compression) throws IOException {
        var file = new DataFile(Files.createFile(folder.resolve(name)));

        assertThat(file.format()).isEqualTo(format);
        assertThat(file.compression()).isEqualTo(compression);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "trips 50%.csv, trips 50%.csv",
                "größe+1.csv, UTF-8''gr%C3%B6%C3%9Fe%2B1.csv",
                "数据 🚀.csv, UTF-8''%E6%95%B0%E6%8D%AE%20%F0%9F%9A%80.csv"
            })
    void writesNamesAsAHeaderCanHaveThem(String name, String header) {
        assertThat(DataFile.header(name)).isEqualTo(header);
        assertThatCode(() -> HttpRequest.newBuilder().header("X-File-Name", DataFile.header(name)))
                .doesNotThrowAnyException();
    }

    @Test
    void saysWhichNamesItUnderstands() throws IOException {
        var file = new DataFile(Files.createFile(folder.resolve("table.xlsx")));

        assertThatThrownBy(file::format)
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("table.xlsx")
                .hasMessageContaining(".csv, .tsv, .txt");
    }
}
