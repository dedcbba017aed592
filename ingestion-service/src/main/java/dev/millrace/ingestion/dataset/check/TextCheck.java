package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file whose values are text, or are written as text: works out its encoding and its dialect, checks it, and counts what
 * its cells look like. What the values are is known only behind the last row, so the first rows, and of a large CSV file some
 * rows from all over it, are read to see what is to be expected.
 */
public final class TextCheck {

    private static final int SAMPLE = 1 << 17;
    private static final int FIRST_ROWS = 2_000;

    /** Read on where rows name their fields, until none of so many has a new one. */
    private static final int MORE_ROWS = 500;

    private static final int PLACES = 16;
    private static final int ROWS_OF_A_PLACE = 250;

    /** Smaller stretches of a file are not worth a thread. */
    private static final long STRETCH = 4 << 20;

    private final FileContent file;
    private final int dropped;
    private final FileFormat format;
    private final FileSettings settings;
    private final CheckLimits limits;
    private final CellReader cells;

    /** @param dropped bytes of a byte order mark that the file on disk does not have */
    public TextCheck(FileContent file, int dropped, FileFormat format, FileSettings settings, CheckLimits limits) {
        this.file = file;
        this.dropped = dropped;
        this.format = format;
        this.settings = settings;
        this.limits = limits;
        this.cells = new CellReader(
                format == FileFormat.CSV ? MissingTexts.ofCsv(settings) : MissingTexts.ofTyped(settings));
    }

    /** What some rows look like; all rows of a small file. */
    public CheckedText sample() throws IOException {
        var said = settings.encoding();
        var charset = format == FileFormat.AVRO
                ? UTF_8
                : said == null ? Encodings.ofHead(file.head(SAMPLE)) : Charset.forName(said);
        return otherwise(sample(charset, settings));
    }

    /**
     * What some rows look like in another encoding, where these were not in the one that was supposed, or with backslashes before
     * quotes; else the same.
     */
    public CheckedText otherwise(CheckedText text) throws IOException {
        var best = text;
        for (var other = another(best); other.isPresent(); other = another(best)) {
            best = other.get();
        }
        return best;
    }

    private Optional<CheckedText> another(CheckedText text) throws IOException {
        if (format == FileFormat.AVRO || !(text.outcome() instanceof CheckedFile.Rejected(var findings, var total))) {
            return Optional.empty();
        }
        var fault = findings.getLast().code();
        if (fault.equals("ENCODING")
                && settings.encoding() == null
                && text.charset().equals(UTF_8)
                && isWindows()) {
            return Optional.of(sample(Encodings.WINDOWS, settings));
        }
        return fault.equals(CsvParser.ESCAPED) && settings.quote() == null
                ? Optional.of(sample(text.charset(), settings.quoting(Dialect.ESCAPED_QUOTE)))
                        .filter(escaped -> escaped.outcome() instanceof CheckedFile.Accepted)
                : Optional.empty();
    }

    /**
     * All rows, in one stretch or several, one behind the other.
     *
     * @param most stretches
     */
    public List<TextRows> rows(UnderstoodText expected, int most) throws IOException {
        long size = file.size().orElse(0);
        long worth = size / STRETCH;
        var split = worth < 2 || most < 2 ? Optional.<CsvStretches>empty() : stretches(expected.text());
        return split.isPresent()
                ? split.get().rows((int) Math.min(worth, most), size, expected.forms())
                : List.of(whole(expected.text().charset(), expected.text().dialect(), expected.forms()));
    }

    private CheckedText sample(Charset charset, FileSettings said) throws IOException {
        var dialect = Optional.<Dialect>empty();
        try {
            dialect = format == FileFormat.CSV ? dialect(charset, said) : dialect;
        } catch (CharacterCodingException broken) {
            return rejected(Finding.of("ENCODING", "The bytes are not " + charset.name()), charset);
        }
        if (format == FileFormat.CSV && dialect.isEmpty()) {
            var finding = Finding.of(
                    "DELIMITER", "The columns are aligned by runs of blanks; put one delimiter between the fields");
            return rejected(finding, charset);
        }
        try (var rows = whole(charset, dialect.orElse(null), List.of())) {
            int known = 0;
            rows.read(FIRST_ROWS);
            while (!rows.ended() && rows.columns() > known) {
                known = rows.columns();
                rows.read(MORE_ROWS);
            }
            var text = new CheckedText(rows.outcome(), dialect.orElse(null), encoding(charset), cells);
            return rows.ended() ? text : text.with(further(text));
        }
    }

    private CheckedFile further(CheckedText text) throws IOException {
        if (!(text.outcome() instanceof CheckedFile.Accepted first) || file.arrived() < STRETCH) {
            return text.outcome();
        }
        var split = stretches(text);
        var places = split.isPresent() ? split.get().rows(PLACES, file.arrived(), List.of()) : List.<TextRows>of();
        var all = first;
        for (var place : places) {
            try (place) {
                place.read(ROWS_OF_A_PLACE);
                all = place.outcome() instanceof CheckedFile.Accepted some ? all.followedBy(some) : all;
            }
        }
        return all;
    }

    private Optional<CsvStretches> stretches(CheckedText text) throws IOException {
        var dialect = text.dialect();
        return dialect != null && text.charset().equals(UTF_8)
                ? CsvStretches.of(file, dialect, limits, cells)
                : Optional.empty();
    }

    private TextRows whole(Charset charset, @Nullable Dialect dialect, List<CellForm> forms) throws IOException {
        var target = new ChunkTarget(forms, cells.missing());
        var input = Transcoded.of(file.open(), charset);
        return new TextRows(input, charset, target, reader(input, dialect, target));
    }

    private RowReader reader(InputStream input, @Nullable Dialect dialect, RowTarget target) {
        if (dialect != null) {
            return CsvCheck.of(input, dropped, dialect, limits, cells, target);
        }
        return format == FileFormat.AVRO
                ? new AvroCheck(input, settings, limits, cells, target)
                : new JsonCheck(input, dropped, settings, limits, cells, target);
    }

    private CheckedText rejected(Finding finding, Charset charset) {
        return new CheckedText(new CheckedFile.Rejected(List.of(finding), 1), null, encoding(charset), cells);
    }

    private String encoding(Charset charset) {
        return format == FileFormat.AVRO ? "" : charset.name();
    }

    private boolean isWindows() throws IOException {
        try (var input = file.open()) {
            return Encodings.isWindows(input);
        }
    }

    private Optional<Dialect> dialect(Charset charset, FileSettings said) throws IOException {
        try (InputStream input = Transcoded.of(file.open(), charset)) {
            var sample = input.readNBytes(SAMPLE);
            return DialectGuess.of(sample, sample.length < SAMPLE, said);
        }
    }

    /**
     * What came of reading a text file.
     *
     * @param dialect of CSV, null for other formats
     * @param encoding that it is in; empty where the format leaves no choice
     */
    public record CheckedText(CheckedFile outcome, @Nullable Dialect dialect, String encoding, CellReader cells) {

        /** The same text, of which something else was read. */
        public CheckedText with(CheckedFile read) {
            return new CheckedText(read, dialect, encoding, cells);
        }

        private Charset charset() {
            return encoding.isEmpty() ? UTF_8 : Charset.forName(encoding);
        }
    }
}
