package dev.millrace.pipelines;

import dev.millrace.values.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns that a specification names. Whether they exist can be said once there are data. */
public final class NamedColumns {

    /** The code of every refusal for it. */
    public static final String COLUMN_UNKNOWN = "COLUMN_UNKNOWN";

    private static final int COLUMNS_NAMED = 20;

    private NamedColumns() {}

    /**
     * What is wrong with names that the data do not have, in sentences; a column is told once for each field that names it.
     *
     * @param stored columns of the data
     */
    public static List<String> problems(PipelineSpec spec, Collection<String> stored) {
        var problems = new ArrayList<String>();
        var known = new LinkedHashSet<String>(stored);
        for (var derived : spec.data().derive()) {
            unknown("data.derive", DerivedColumns.operands(derived), known).forEach(problems::add);
            known.add(derived.name());
        }
        var data = spec.data();
        Stream.of(
                        unknown("data.label", List.of(data.label()), known),
                        unknown(
                                "data.split.column",
                                Optional.ofNullable(data.split().column()).stream()
                                        .toList(),
                                known),
                        unknown("data.exclude", data.exclude(), known),
                        unknown("data.slices", data.slices(), known),
                        unknown("features", spec.features().keySet(), known),
                        unknown("monitor.critical", spec.monitor().critical(), known))
                .flatMap(problem -> problem)
                .forEach(problems::add);
        return problems;
    }

    /** One sentence about a name that the data do not have, with the nearest one that they have. */
    public static String problem(String field, String name, Collection<String> known) {
        var hint = NearestName.of(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("they have "
                        + known.stream().limit(COLUMNS_NAMED).collect(Collectors.joining(", "))
                        + (known.size() > COLUMNS_NAMED ? " and others" : ""));
        return "the data have no column %s that %s names (%s)".formatted(name, field, hint);
    }

    private static Stream<String> unknown(String field, Collection<String> names, Collection<String> known) {
        return names.stream().filter(name -> !known.contains(name)).sorted().map(name -> problem(field, name, known));
    }
}
