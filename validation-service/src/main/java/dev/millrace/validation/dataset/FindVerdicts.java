package dev.millrace.validation.dataset;

import dev.millrace.validation.rule.Statistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks up what was decided, for people and programs that ask. */
public final class FindVerdicts {

    private final Verdicts verdicts;
    private final StoredJson artifacts;

    FindVerdicts(Verdicts verdicts, StoredJson artifacts) {
        this.verdicts = verdicts;
        this.artifacts = artifacts;
    }

    /** Verdicts on versions of a dataset below the given number, newest first. */
    public List<Verdicts.Reached> list(String project, String dataset, long below, int limit) {
        return verdicts.list(project + "/" + dataset, below, limit);
    }

    /** The report on a version. */
    public Optional<Report> report(String project, String dataset, long version) {
        return read(project, dataset, version, Verdict::report, Report.class);
    }

    /** The statistics of a version. */
    public Optional<Statistics> statistics(String project, String dataset, long version) {
        return read(project, dataset, version, Verdict::statistics, Statistics.class);
    }

    private <T> Optional<T> read(
            String project, String dataset, long version, Function<Verdict, String> digest, Class<T> type) {
        return verdicts.find(project + "/" + dataset, version)
                .map(digest)
                .filter(each -> !each.isEmpty())
                .map(each -> artifacts.read(each, type));
    }
}
