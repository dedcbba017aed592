package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file once whose values are text, or are written as text: works out its encoding and its dialect, checks it, counts what
 * its cells look like, and writes them as rows.
 */
public final class TextCheck {

    private static final int SAMPLE = 1 << 17;

    /** Smaller stretches of a file are not worth a thread. */
    private static final long STRETCH = 4 << 20;

    private final Path file;
    private final int dropped;
    private final FileFormat format;
    private final FileSettings settings;
    private final CheckLimits limits;
    private final CellReader cells;

    /** @param dropped bytes of a byte order mark that the file on disk does not have */
    public TextCheck(Path file, int dropped, FileFormat format, FileSettings settings, CheckLimits limits) {
        this.file = file;
        this.dropped = dropped;
        this.format = format;
        this.settings = settings;
        this.limits = limits;
        this.cells = new CellReader(
                format == FileFormat.CSV ? MissingTexts.ofCsv(settings) : MissingTexts.ofTyped(settings));
    }

    /** @param rows files that get every row's values, one after the other: as many as threads may be at work */
    public CheckedText check(List<Path> rows) throws IOException {
        if (format == FileFormat.AVRO) {
            return avro(rows.getFirst());
        }
        var said = settings.encoding();
        var charset = said == null ? Encodings.ofHead(head()) : Charset.forName(said);
        var checked = check(rows, charset);
        if (said == null && charset.equals(UTF_8) && isBadlyEncoded(checked.outcome()) && isWindows()) {
            return check(rows, Encodings.WINDOWS);
        }
        return checked;
    }

    private CheckedText avro(Path rows) throws IOException {
        try (var input = Files.newInputStream(file);
                var output = Files.newOutputStream(rows)) {
            return new CheckedText(
                    AvroCheck.check(input, settings, limits, cells, output), null, "", cells, List.of(rows));
        }
    }

    private CheckedText check(List<Path> rows, Charset charset) throws IOException {
        try {
            return format == FileFormat.CSV ? csv(rows, charset) : json(rows.getFirst(), charset);
        } catch (CharacterCodingException broken) {
            var finding = Finding.of("ENCODING", "The bytes are not " + charset.name());
            return rejected(finding, charset);
        }
    }

    private CheckedText rejected(Finding finding, Charset charset) {
        return new CheckedText(new CheckedFile.Rejected(List.of(finding), 1), null, charset.name(), cells, List.of());
    }

    private CheckedText csv(List<Path> rows, Charset charset) throws IOException {
        var dialect = dialect(charset);
        if (dialect.isEmpty()) {
            var finding = Finding.of(
                    "DELIMITER", "The columns are aligned by runs of blanks; put one delimiter between the fields");
            return rejected(finding, charset);
        }
        if (charset.equals(UTF_8) && rows.size() > 1 && Files.size(file) >= STRETCH * rows.size()) {
            var whole = new SplitCsvCheck(file, dialect.get(), limits, cells).check(rows);
            if (whole.isPresent()) {
                return new CheckedText(whole.get(), dialect.get(), charset.name(), cells, rows);
            }
        }
        try (var input = Transcoded.of(Files.newInputStream(file), charset);
                var output = Files.newOutputStream(rows.getFirst())) {
            var outcome = CsvCheck.check(input, dropped, dialect.get(), limits, cells, output);
            return new CheckedText(placed(outcome, charset), dialect.get(), charset.name(), cells, rows.subList(0, 1));
        }
    }

    private CheckedText json(Path rows, Charset charset) throws IOException {
        try (var input = Transcoded.of(Files.newInputStream(file), charset);
                var output = Files.newOutputStream(rows)) {
            var outcome = JsonCheck.check(input, dropped, settings, limits, cells, output);
            return new CheckedText(placed(outcome, charset), null, charset.name(), cells, List.of(rows));
        }
    }

    /** Offsets are told only where they are those of the file as it arrived. */
    private static CheckedFile placed(CheckedFile outcome, Charset charset) {
        return switch (outcome) {
            case CheckedFile.Rejected(var findings, var total)
            when !charset.equals(UTF_8) ->
                new CheckedFile.Rejected(
                        findings.stream().map(Finding::withoutOffset).toList(), total);
            case CheckedFile.Rejected rejected -> rejected;
            case CheckedFile.Accepted accepted -> accepted;
        };
    }

    private static boolean isBadlyEncoded(CheckedFile outcome) {
        return outcome instanceof CheckedFile.Rejected(var findings, var total)
                && findings.getLast().code().equals("ENCODING");
    }

    private boolean isWindows() throws IOException {
        try (var input = Files.newInputStream(file)) {
            return Encodings.isWindows(input);
        }
    }

    private Optional<Dialect> dialect(Charset charset) throws IOException {
        try (InputStream input = Transcoded.of(Files.newInputStream(file), charset)) {
            var sample = input.readNBytes(SAMPLE);
            return DialectGuess.of(sample, sample.length < SAMPLE, settings);
        }
    }

    private byte[] head() throws IOException {
        try (var input = Files.newInputStream(file)) {
            return input.readNBytes(SAMPLE);
        }
    }

    /**
     * What came of reading a text file.
     *
     * @param dialect of CSV, null for other formats
     * @param encoding that it is in
     * @param rows files with the values of its rows, in order
     */
    public record CheckedText(
            CheckedFile outcome, @Nullable Dialect dialect, String encoding, CellReader cells, List<Path> rows) {
        public CheckedText {
            rows = List.copyOf(rows);
        }
    }
}
