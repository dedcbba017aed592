package dev.millrace.training.learn.rows;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.pipelines.PipelineSpec.Derived;
import dev.millrace.training.learn.UnlearnableException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a dataset's versions into memory, with the columns that the specification derives. */
public final class ReadRows {

    private final Datasets datasets;
    private final ArtifactStore artifacts;
    private final long maxCells;

    /** @param maxCells rows times columns that fit into memory */
    public ReadRows(Datasets datasets, ArtifactStore artifacts, long maxCells) {
        this.datasets = datasets;
        this.artifacts = artifacts;
        this.maxCells = maxCells;
    }

    /**
     * All rows of the parts.
     *
     * @param types what columns are read as, by name; values that do not read as it are missing
     * @throws UnlearnableException when they are too many, before any is read, or a part is damaged
     * @throws ArtifactMissingException when a part is missing
     */
    public Table read(List<Digest> parts, Map<String, ColumnType> types, List<Derived> derive) {
        if (parts.isEmpty()) {
            throw new UnlearnableException("DATA_EMPTY", "there are no files to learn from");
        }
        try (DatasetSession session = datasets.open(parts)) {
            TypedSql stored = TypedSql.of(session, types);
            refuseTooMany(session, stored.columns().size() + derive.size());
            List<ColumnData> read = session.readColumns(DerivedSql.query(stored, derive));
            List<RawColumn> columns = new ArrayList<>(read.size());
            for (int i = 0; i < read.size(); i++) {
                columns.add(column(read.get(i), i >= stored.columns().size()));
            }
            return new Table(read.getFirst().rows(), columns);
        } catch (DatasetException unreadable) {
            refuseDamaged(parts);
            throw unreadable;
        }
    }

    /** The files say how many rows they have without being read. */
    private void refuseTooMany(DatasetSession session, int columns) {
        session.query("SELECT count(*) FROM data", row -> {
            long rows = row.getLong(1);
            if (rows > maxCells / columns) {
                throw new UnlearnableException(
                        "DATA_TOO_LARGE",
                        rows + " rows of " + columns + " columns do not fit into memory: " + maxCells / columns
                                + " rows do. Let data.versions choose fewer, such as {last: 10}, or give training more memory");
            }
        });
    }

    /** What cannot be read may be no longer what its name says; this is looked at only then, because it reads every byte. */
    private void refuseDamaged(List<Digest> parts) {
        for (var part : parts) {
            try (var content = artifacts.open(part)) {
                var sha256 = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"));
                sha256.transferTo(OutputStream.nullOutputStream());
                if (!HexFormat.of()
                        .formatHex(sha256.getMessageDigest().digest())
                        .equals(part.hex())) {
                    throw new UnlearnableException("DIGEST_MISMATCH", "the file " + part.hex() + " is damaged");
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    private static RawColumn column(ColumnData data, boolean derived) {
        return switch (data.type()) {
            case BOOLEAN -> RawColumn.numbers(data.name(), RawColumn.Kind.BOOLEAN, derived, data.doubles());
            case INTEGER, DOUBLE -> RawColumn.numbers(data.name(), RawColumn.Kind.NUMBER, derived, data.doubles());
            case STRING -> RawColumn.texts(data.name(), RawColumn.Kind.TEXT, filled(data.strings()));
            case DATE, TIMESTAMP -> RawColumn.times(data.name(), filled(data.strings()));
        };
    }

    private static String[] filled(@Nullable String[] texts) {
        return Arrays.stream(texts).map(text -> text == null ? "" : text).toArray(String[]::new);
    }
}
