package dev.millrace.local.command;

import dev.millrace.local.garbage.CollectGarbage;
import dev.millrace.local.garbage.CollectGarbage.Removed;
import dev.millrace.local.garbage.CollectGarbage.Report;
import dev.millrace.local.stack.Complaint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "gc",
        description =
                "Remove artifacts that no service needs any more. All six services must answer, else nothing goes.")
final class GcCommand implements Callable<Integer> {

    /** Less would take what somebody has just written and is about to refer to. */
    private static final Duration LEAST_GRACE = Duration.ofHours(1);

    private static final int SHOWN_DIGITS = 16;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--dry-run", description = "Only say what would go, and why.")
    private boolean dryRun;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = TimeOption.class,
            defaultValue = "24h",
            description = "Keep what was stored within this time: 24h unless given, at least 1h.")
    private Duration grace = Duration.ofDays(1);

    @Option(
            names = "--artifacts",
            paramLabel = "DIRECTORY",
            description = "The artifact store of the services, where it is not that of the local stack.")
    private @Nullable Path artifacts;

    @Override
    public Integer call() {
        if (grace.compareTo(LEAST_GRACE) < 0) {
            throw new Complaint("--grace is at least 1h: what was stored just now may be referred to in a moment");
        }
        var console = options.console();
        var removed = new ArrayList<Removed>();
        var directory = artifacts == null
                ? options.endpoints().localLayout("run --rm gc").artifacts()
                : artifacts;
        var report = CollectGarbage.in(directory, options.api(), InstantSource.system(), grace, dryRun, each -> {
            if (options.json) {
                removed.add(each);
            } else {
                console.line(line(each));
            }
        });
        if (options.json) {
            console.json(json(report, removed));
        } else {
            console.line(summary(report));
        }
        return 0;
    }

    private static String line(Removed removed) {
        var artifact = removed.artifact();
        return "%s…  %10s  %s  %s"
                .formatted(
                        artifact.digest().hex().substring(0, SHOWN_DIGITS),
                        size(artifact.bytes()),
                        artifact.storedAt().truncatedTo(ChronoUnit.SECONDS),
                        removed.reason());
    }

    private String summary(Report report) {
        return "%d artifacts with %s %s. %d stay because they are needed, %d because they were stored within %s."
                .formatted(
                        report.removed(),
                        size(report.bytes()),
                        dryRun ? "would be removed" : "were removed",
                        report.needed(),
                        report.young(),
                        grace.toString().substring(2).toLowerCase(Locale.ROOT));
    }

    private Map<String, Object> json(Report report, List<Removed> removed) {
        return Map.of(
                "dryRun",
                dryRun,
                "artifacts",
                removed.stream().map(GcCommand::json).toList(),
                "removed",
                report.removed(),
                "bytes",
                report.bytes(),
                "needed",
                report.needed(),
                "young",
                report.young());
    }

    private static Map<String, Object> json(Removed removed) {
        return Map.of(
                "digest", removed.artifact().digest().hex(),
                "bytes", removed.artifact().bytes(),
                "storedAt", removed.artifact().storedAt().toString(),
                "reason", removed.reason());
    }

    private static String size(long bytes) {
        return bytes < 1_000_000 ? "%.1f kB".formatted(bytes / 1e3) : "%.1f MB".formatted(bytes / 1e6);
    }
}
