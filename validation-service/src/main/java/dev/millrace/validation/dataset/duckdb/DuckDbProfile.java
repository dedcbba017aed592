package dev.millrace.validation.dataset.duckdb;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnData;
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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
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

    /** Values of a version up to which they are read and counted here. */
    private static final long CELLS_IN_MEMORY = 200_000;

    private final Datasets datasets;
    private final long cellsInMemory;

    @Autowired
    DuckDbProfile(Datasets datasets) {
        this(datasets, CELLS_IN_MEMORY);
    }

    DuckDbProfile(Datasets datasets, long cellsInMemory) {
        this.datasets = datasets;
        this.cellsInMemory = cellsInMemory;
    }

    @Override
    public Statistics profile(List<Digest> parts, @Nullable Schema schema) {
        List<ColumnData> first = datasets.first(parts, cellsInMemory);
        long read = first.isEmpty() ? 0 : first.getFirst().rows();
        if (read * first.size() <= cellsInMemory) {
            return counted(parts, first, profiled(first, schema, read));
        }
        try (DatasetSession session = datasets.open(parts)) {
            long rows = rows(session);
            return new Statistics(rows, asked(session, profiled(first, schema, rows), rows));
        }
    }

    /** Counts the data here, but for columns that only DuckDB can judge. */
    private Statistics counted(List<Digest> parts, List<ColumnData> data, List<ProfiledColumn> columns) {
        long rows = data.isEmpty() ? 0 : data.getFirst().rows();
        List<ProfiledColumn> others = columns.stream()
                .filter(column -> !InMemory.canCount(column, data.get(column.position())))
                .toList();
        Map<String, ColumnStatistics> answers = others.isEmpty() ? Map.of() : byName(asked(parts, others, rows));
        return new Statistics(
                rows,
                columns.stream()
                        .map(column -> {
                            ColumnStatistics answer = answers.get(column.name());
                            return answer == null
                                    ? new InMemory(data.get(column.position()), column.demand()).statistics()
                                    : answer;
                        })
                        .toList());
    }

    private List<ColumnStatistics> asked(List<Digest> parts, List<ProfiledColumn> columns, long rows) {
        try (DatasetSession session = datasets.open(parts)) {
            return asked(session, columns, rows);
        }
    }

    private static Map<String, ColumnStatistics> byName(List<ColumnStatistics> columns) {
        return columns.stream().collect(Collectors.toMap(ColumnStatistics::name, Function.identity()));
    }

    private static List<ProfiledColumn> profiled(List<ColumnData> data, @Nullable Schema schema, long rows) {
        return IntStream.range(0, data.size())
                .mapToObj(position -> profiled(position, data.get(position), schema, rows))
                .toList();
    }

    private static List<ColumnStatistics> asked(DatasetSession session, List<ProfiledColumn> columns, long rows) {
        List<Question> questions = columns.stream().map(DuckDbProfile::question).toList();
        List<ColumnStatistics> answers = new ArrayList<>();
        int width = width(rows);
        for (int from = 0; from < questions.size(); from += width) {
            List<Question> group = questions.subList(from, Math.min(questions.size(), from + width));
            answers.addAll(answer(session, group, rows));
        }
        return new Frequencies(session).addTo(answers);
    }

    private static long rows(DatasetSession session) {
        long[] rows = new long[1];
        session.query("SELECT count(*) FROM data", row -> rows[0] = row.getLong(1));
        return rows[0];
    }

    private static int width(long rows) {
        return Math.clamp(CELLS_AT_ONCE / Math.max(1, rows), 1, COLUMNS_AT_ONCE);
    }

    private static ProfiledColumn profiled(int position, ColumnData column, @Nullable Schema schema, long rows) {
        ColumnSchema demand =
                schema == null ? null : schema.column(column.name()).orElse(null);
        return new ProfiledColumn(
                position, column.name(), column.type(), Sql.identifier(column.name()), demand, rows <= EXACT_ROWS);
    }

    private static Question question(ProfiledColumn column) {
        return switch (column.type()) {
            case INTEGER, DOUBLE -> new NumberQuestion(column);
            case STRING -> new TextQuestion(column);
            case DATE, TIMESTAMP -> new TimeQuestion(column);
            case BOOLEAN -> new TruthQuestion(column);
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
