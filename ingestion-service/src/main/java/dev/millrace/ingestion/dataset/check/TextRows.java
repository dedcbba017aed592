package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.RowChunk;
import dev.millrace.datasets.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;

/** The rows of a text file or of a stretch of it, which are checked while they are read. */
public final class TextRows implements RowSource, AutoCloseable {

    private final InputStream input;
    private final Charset charset;
    private final ChunkTarget target;
    private final RowReader reader;
    private boolean undecodable;

    /** @param reader hands its cells to the target */
    TextRows(InputStream input, Charset charset, ChunkTarget target, RowReader reader) {
        this.input = input;
        this.charset = charset;
        this.target = target;
        this.reader = reader;
    }

    @Override
    public List<ColumnType> types() {
        return target.types();
    }

    @Override
    public int next(RowChunk chunk) throws IOException {
        target.begin(chunk);
        boolean more = true;
        while (more && !chunk.isFull(target.rows())) {
            more = next();
        }
        return target.rows();
    }

    /** Reads so many rows on. */
    void read(int rows) throws IOException {
        boolean more = true;
        for (int i = 0; i < rows && more; i++) {
            more = next();
        }
    }

    /** How many are known so far, of a file without faults. */
    int columns() {
        return outcome() instanceof CheckedFile.Accepted accepted
                ? accepted.columns().size()
                : 0;
    }

    private boolean next() throws IOException {
        try {
            return !undecodable && reader.next();
        } catch (CharacterCodingException broken) {
            undecodable = true;
            return false;
        }
    }

    /** Whether all of it was read. */
    public boolean ended() {
        return undecodable || reader.ended();
    }

    /** What came of what was read. Offsets are told only where they are those of the file as it arrived. */
    public CheckedFile outcome() {
        if (undecodable) {
            return new CheckedFile.Rejected(List.of(Finding.of("ENCODING", "The bytes are not " + charset.name())), 1);
        }
        return switch (reader.outcome()) {
            case CheckedFile.Rejected(var findings, var total)
            when !charset.equals(UTF_8) ->
                new CheckedFile.Rejected(
                        findings.stream().map(Finding::withoutOffset).toList(), total);
            case CheckedFile.Rejected rejected -> rejected;
            case CheckedFile.Accepted accepted -> accepted;
        };
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
