package dev.millrace.ingestion.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ingestion.dataset.check.FileFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTests {

    @ParameterizedTest
    @CsvSource({
        "a.csv, CSV, NONE",
        "A.TSV.GZ, CSV, GZIP",
        "export.txt, CSV, NONE",
        "a.tab.zst, CSV, ZSTD",
        "a.psv, CSV, NONE",
        "a.json, JSON_LINES, NONE",
        "a.b.jsonl.gz, JSON_LINES, GZIP",
        "a.ndjson, JSON_LINES, NONE",
        "a.avro, AVRO, NONE",
        "a.parquet, PARQUET, NONE"
    })
    void saysWhatAFileIs(String name, FileFormat format, Compression compression) {
        assertThat(FileNames.of(name)).contains(new FileNames(format, compression));
    }

    @ParameterizedTest
    @ValueSource(strings = {".a.csv", "a.xlsx", "a", "a.gz", "csv.part"})
    void saysNothingOfOthers(String name) {
        assertThat(FileNames.of(name)).isEmpty();
    }
}
