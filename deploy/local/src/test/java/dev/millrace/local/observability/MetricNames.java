package dev.millrace.local.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of Millrace's own metrics, wherever they stand. */
public final class MetricNames {

    private static final Path TABLE = Path.of("../../docs/metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(millrace_[a-z_]+)` \\|");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (millrace_\\w+) ");
    private static final Pattern USED = Pattern.compile("(?<![:\\w])millrace_[a-z_]+");

    private MetricNames() {}

    /** Those in the manual's table. */
    public static Set<String> documented() throws IOException {
        return found(ROW, Files.readString(TABLE));
    }

    /** Those in what a service answers to Prometheus. A counter is told without the end of its name there or with it. */
    public static Set<String> exported(String text) {
        return found(TYPE, text).stream()
                .map(name -> name.replaceFirst("_max$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that an expression asks for, without what Prometheus itself adds to the names of times and sums. */
    static Set<String> used(String expressions) {
        return found(USED, expressions).stream()
                .map(name -> name.replaceFirst("_(count|sum|max|bucket)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.groupCount() == 0 ? match.group() : group(match))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String group(MatchResult match) {
        return match.group(1);
    }
}
