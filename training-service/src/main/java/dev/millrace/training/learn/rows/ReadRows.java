package dev.millrace.training.learn.rows;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.pipelines.DataSpec;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Sampling.Draw;
import dev.millrace.values.TruthWords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a dataset's versions into memory, with the columns that the specification derives. */
public final class ReadRows {

    private final Datasets datasets;
    private final ArtifactStore artifacts;
    private final RunMemory memory;

    public ReadRows(Datasets datasets, ArtifactStore artifacts, RunMemory memory) {
        this.datasets = datasets;
        this.artifacts = artifacts;
        this.memory = memory;
    }

    /**
     * What was read.
     *
     * @param unsampled rows that were left out, because only some were wanted
     * @param truthWords in which the label was written, should it be truth values
     */
    public record Read(Table table, long unsampled, TruthWords truthWords) {

        /** With another table of the same rows. */
        public Read with(Table other) {
            return new Read(other, unsampled, truthWords);
        }
    }

    /**
     * The rows of the parts that are wanted.
     *
     * @param types what columns are read as, by name; values that do not read as it are missing
     * @param data which columns are derived, and how many rows are wanted
     * @param trainers that will learn from them, since some take more memory than others
     * @throws UnlearnableException when they are too many, before any is read, or a part is damaged
     * @throws ArtifactMissingException when a part is missing
     */
    public Read read(List<Digest> parts, Map<String, ColumnType> types, DataSpec data, Set<Trainer> trainers) {
        if (parts.isEmpty()) {
            throw new UnlearnableException("DATA_EMPTY", "there are no files to learn from");
        }
        try (var session = datasets.open(parts)) {
            var stored = TypedSql.of(session, types);
            long all = rows(session);
            var sampling =
                    Sampling.of(data).filter(sample -> sample.rows() < all).orElse(null);
            memory.check(session, stored, sampling == null ? all : sampling.rows(), trainers);
            var wanted = DerivedSql.of(stored, data);
            var draw = sampling == null ? null : sampling.draw(session, wanted, all);
            int rows = draw == null ? Math.toIntExact(all) : draw.rows();
            int firstDerived = wanted.columns().size() - data.derive().size();
            var columns = new ArrayList<ColumnInMemory>();
            for (var column : wanted.columns()) {
                columns.add(new ColumnInMemory(column, columns.size() >= firstDerived, rows));
            }
            fill(session, sampling == null ? wanted.query() : sampling.labelled(wanted), columns, draw);
            return new Read(
                    new Table(rows, columns.stream().map(ColumnInMemory::finish).toList()),
                    all - rows,
                    truthWords(session, data));
        } catch (DatasetException unreadable) {
            refuseDamaged(parts);
            throw unreadable;
        }
    }

    /** A label that is derived is true or false, whatever a stored column of its name says. */
    private static TruthWords truthWords(DatasetSession session, DataSpec data) {
        boolean derived =
                data.derive().stream().anyMatch(column -> column.name().equals(data.label()));
        return derived
                ? TruthWords.TRUE_FALSE
                : session.truthWords(data.label()).orElse(TruthWords.TRUE_FALSE);
    }

    /** @param draw of the rows by their label, which is then the last column; null for all rows */
    private static void fill(DatasetSession session, String query, List<ColumnInMemory> columns, @Nullable Draw draw) {
        int[] done = {0};
        session.stream(query, chunk -> {
            int[] taken = taken(chunk, columns.size(), draw);
            int first = done[0];
            // While one thread takes the values over, DuckDB's threads wait for it sooner or later.
            IntStream.range(0, columns.size())
                    .parallel()
                    .forEach(place -> columns.get(place).take(chunk, place, taken, first));
            done[0] += taken.length;
        });
    }

    private static int[] taken(Chunk chunk, int label, @Nullable Draw draw) {
        var rows = IntStream.range(0, chunk.rows());
        return draw == null
                ? rows.toArray()
                : rows.filter(row -> draw.takes(chunk.text(label, row))).toArray();
    }

    /** The files say how many rows they have without being read. */
    private static long rows(DatasetSession session) {
        long[] rows = {0};
        session.query("SELECT count(*) FROM data", row -> rows[0] = row.getLong(1));
        return rows[0];
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
}
