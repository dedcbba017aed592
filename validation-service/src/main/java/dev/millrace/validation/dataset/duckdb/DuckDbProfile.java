package dev.millrace.validation.dataset.duckdb;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.validation.dataset.ProfileVersion;
import dev.millrace.validation.profile.ColumnSummary;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets DuckDB read the columns of a version and sums them up here. Each column is read once, with as many others as the
 * values that are kept for exact figures fit into memory.
 */
@Component
class DuckDbProfile implements ProfileVersion {

    private static final long VALUES_AT_ONCE = 1_000_000;
    private static final int COLUMNS_AT_ONCE = 2_000;

    private final Datasets datasets;

    DuckDbProfile(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public Statistics profile(List<Digest> parts, @Nullable Schema schema) {
        try (var session = datasets.open(parts)) {
            long rows = number(session, "SELECT count(*) FROM data");
            var columns = session.columns();
            int width = Math.clamp(VALUES_AT_ONCE / Math.max(1, rows), 1, COLUMNS_AT_ONCE);
            var statistics = new ArrayList<ColumnStatistics>();
            for (int from = 0; from < columns.size(); from += width) {
                var summaries = columns.subList(from, Math.min(columns.size(), from + width)).stream()
                        .map(column -> ColumnSummary.of(column, demand(schema, column)))
                        .toList();
                read(session, summaries, schema);
                summaries.forEach(summary -> statistics.add(finished(session, summary, schema)));
            }
            return new Statistics(rows, statistics);
        }
    }

    private static void read(DatasetSession session, List<ColumnSummary> summaries, @Nullable Schema schema) {
        var otherType = summaries.stream()
                .filter(summary -> isOfOtherType(summary.column(), demand(schema, summary.column())))
                .toList();
        var selected = Stream.concat(
                        summaries.stream().map(summary -> value(summary.column(), identifier(session, summary))),
                        otherType.stream()
                                .map(summary ->
                                        unreadable(identifier(session, summary), demand(schema, summary.column()))))
                .collect(Collectors.joining(", "));
        session.stream("SELECT " + selected + " FROM data", chunk -> {
            int position = 0;
            for (var summary : summaries) {
                summary.add(chunk, position++);
            }
            for (var summary : otherType) {
                summary.addUnreadable(chunk, position++);
            }
        });
    }

    /** As the summaries take it; dates and times that are infinite are missing. */
    private static String value(Column column, String name) {
        return switch (column.type()) {
            case BOOLEAN, STRING -> name;
            case INTEGER -> "CAST(" + name + " AS BIGINT)";
            case DOUBLE -> "CAST(" + name + " AS DOUBLE)";
            case DATE -> "CASE WHEN isfinite(%1$s) THEN date_diff('day', DATE '1970-01-01', %1$s) END".formatted(name);
            case TIMESTAMP -> "CASE WHEN isfinite(%1$s) THEN epoch_us(%1$s) END".formatted(name);
        };
    }

    /** Whether a value, written as text, does not read as the schema's type. */
    private static String unreadable(String name, @Nullable ColumnSchema demand) {
        var type = Objects.requireNonNull(Objects.requireNonNull(demand).type());
        return "coalesce(nullif(CAST(%1$s AS VARCHAR), '') IS NOT NULL AND TRY_CAST(CAST(%1$s AS VARCHAR) AS %2$s) IS NULL, false)"
                .formatted(name, type.sql());
    }

    private static boolean isOfOtherType(Column column, @Nullable ColumnSchema demand) {
        var demanded = demand == null ? null : demand.type();
        return demanded != null && demanded != column.type() && demanded != ColumnType.STRING;
    }

    /** Values of a key are counted exactly however many there are: a rule hangs on it. */
    private static ColumnStatistics finished(DatasetSession session, ColumnSummary summary, @Nullable Schema schema) {
        var statistics = summary.statistics();
        var demand = demand(schema, summary.column());
        if (statistics.counts().distinctExact() || demand == null || demand.repeated() == null) {
            return statistics;
        }
        return statistics.withDistinct(number(
                session,
                "SELECT count(DISTINCT nullif(CAST(%s AS VARCHAR), '')) FROM data"
                        .formatted(identifier(session, summary))));
    }

    private static String identifier(DatasetSession session, ColumnSummary summary) {
        return session.identifier(summary.column().name());
    }

    private static @Nullable ColumnSchema demand(@Nullable Schema schema, Column column) {
        return schema == null ? null : schema.column(column.name()).orElse(null);
    }

    private static long number(DatasetSession session, String query) {
        var number = new long[1];
        session.query(query, row -> number[0] = row.getLong(1));
        return number[0];
    }
}
