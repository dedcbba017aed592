package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstBytesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\u001f\u008b\b' | The content is gzip, not csv; send it with Content-Encoding: gzip, or end its name with .gz",
                "'PK\u0003\u0004' | The content is zip, not csv; unpack it, or save it as CSV if it is a workbook of Excel",
                "'\u00d0\u00cf\u0011\u00e0' | The content is office, not csv; save it as CSV",
                "BZh9 | The content is bzip2, not csv; unpack it, or compress it with gzip or zstd instead",
                "%PDF-1.7 | The content is pdf, not csv",
                "<table><tr><td>a | The content is a web page or XML, not csv; open it in a spreadsheet and save it as CSV, if it shows the table"
            })
    void saysWhatToDoAboutAFileOfAnotherKind(String head, String detail) {
        assertThat(FirstBytes.contradict(FileFormat.CSV, head.getBytes(ISO_8859_1))
                        .orElseThrow()
                        .detail())
                .isEqualTo(detail);
    }
}
