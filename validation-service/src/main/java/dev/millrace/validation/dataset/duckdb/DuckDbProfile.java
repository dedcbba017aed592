package dev.millrace.validation.dataset.duckdb;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;
import dev.millrace.validation.dataset.ProfileVersion;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Profiles with as few statements as memory allows: DuckDB then reads every column once, all of them side by side, and
 * the cost of a statement is paid once and not per column.
 */
@Component
class DuckDbProfile implements ProfileVersion {

    /** Rows up to which everything is counted one by one; beyond, distinct values and quantiles are estimated. */
    private static final long EXACT_ROWS = 2_000_000;

    /** Values that one statement may hold in memory for exact quantiles and distinct counts. */
    private static final long CELLS_AT_ONCE = 4_000_000;

    private static final int COLUMNS_AT_ONCE = 50;

    private final Datasets datasets;

    DuckDbProfile(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public Statistics profile(List<Digest> parts, @Nullable Schema schema) {
        try (DatasetSession session = datasets.open(parts)) {
            long rows = rows(session);
            List<Column> stored = session.columns();
            List<Question> questions = IntStream.range(0, stored.size())
                    .mapToObj(position -> question(position, stored.get(position), schema, rows))
                    .toList();
            List<ColumnStatistics> columns = new ArrayList<>();
            int width = width(rows);
            for (int from = 0; from < questions.size(); from += width) {
                List<Question> group = questions.subList(from, Math.min(questions.size(), from + width));
                columns.addAll(answer(session, group, rows));
            }
            return new Statistics(rows, new Frequencies(session).addTo(columns));
        }
    }

    private static long rows(DatasetSession session) {
        long[] rows = new long[1];
        session.query("SELECT count(*) FROM data", row -> rows[0] = row.getLong(1));
        return rows[0];
    }

    private static int width(long rows) {
        return Math.clamp(CELLS_AT_ONCE / Math.max(1, rows), 1, COLUMNS_AT_ONCE);
    }

    private static Question question(int position, Column column, @Nullable Schema schema, long rows) {
        ColumnSchema demand =
                schema == null ? null : schema.column(column.name()).orElse(null);
        ProfiledColumn profiled = new ProfiledColumn(
                position, column.name(), column.type(), Sql.identifier(column.name()), demand, rows <= EXACT_ROWS);
        return switch (column.type()) {
            case INTEGER, DOUBLE -> new NumberQuestion(profiled);
            case STRING -> new TextQuestion(profiled);
            case DATE, TIMESTAMP -> new TimeQuestion(profiled);
            case BOOLEAN -> new TruthQuestion(profiled);
        };
    }

    private static List<ColumnStatistics> answer(DatasetSession session, List<Question> questions, long rows) {
        String expressions = joined(questions, Question::expressions);
        String values = joined(questions, Question::values);
        Object[] parameters = questions.stream()
                .flatMap(question -> question.parameters().stream())
                .toArray();
        List<ColumnStatistics> columns = new ArrayList<>();
        session.query(
                "SELECT %s FROM (SELECT %s FROM data)".formatted(expressions, values),
                row -> {
                    Answer answer = new Answer(row);
                    for (Question question : questions) {
                        columns.add(question.read(answer, rows));
                    }
                },
                parameters);
        return columns;
    }

    private static String joined(List<Question> questions, Function<Question, List<String>> parts) {
        return questions.stream()
                .flatMap(question -> parts.apply(question).stream())
                .collect(Collectors.joining(", "));
    }
}
