package dev.millrace.training.data;

import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.pipelines.DataSpec.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Selects what a specification's {@code data.versions} lets a run read. Reads only what never changes. */
public class SelectVersions {

    private final DatasetVersions versions;

    SelectVersions(DatasetVersions versions) {
        this.versions = versions;
    }

    /** @param all versions that count, of which the last ones are selected */
    public DataRange select(String project, String dataset, Versions choice, DataRange all, Instant now) {
        return switch (choice) {
            case Versions.All _ -> all;
            case Versions.Last(int count) when all.count() <= count -> all;
            case Versions.Last(int count) ->
                all.startingWith(at(project, dataset, all.end().versions() - count + 1));
            case Versions.Days(int days) -> since(project, dataset, all, now.minus(Duration.ofDays(days)));
            case Versions.From(long number) ->
                fromFirst(project, dataset, all, version -> version.version().version() >= number)
                        .from(number);
        };
    }

    /** Those that were validated at a time or later. */
    public DataRange since(String project, String dataset, DataRange all, Instant time) {
        return fromFirst(
                project,
                dataset,
                all,
                version -> !version.version().validatedAt().isBefore(time));
    }

    /** Halves the range until the first version that is wanted is found: all behind it are wanted too. */
    private DataRange fromFirst(String project, String dataset, DataRange all, Predicate<LoggedVersion> wanted) {
        var selected = all.nothing();
        long low = all.start().versions() + 1;
        long high = all.end().versions() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            var version = at(project, dataset, middle);
            if (wanted.test(version)) {
                selected = all.startingWith(version);
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return selected;
    }

    private LoggedVersion at(String project, String dataset, long position) {
        return versions.at(project, dataset, position)
                .orElseThrow(() -> UnavailableException.notYet(
                        "the version at position %d of %s is not in its place yet".formatted(position, dataset)));
    }
}
