package dev.millrace.local.command;

import dev.millrace.local.client.Situation;
import dev.millrace.local.client.Situation.About;
import dev.millrace.local.client.Situation.Unanswered;
import dev.millrace.local.stack.PartState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows people how the stack is, in tables. */
final class SituationPrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Console console;

    SituationPrinter(Console console) {
        this.console = console;
    }

    void print(Situation situation) {
        processes(situation.processes());
        section(
                "WANTS A PERSON",
                "nothing",
                situation.wanted().stream().map(this::wanted).toList(),
                unknown(situation, About.SUMMARY));
        section(
                "MODELS",
                "none; ./millrace apply FILE declares a pipeline",
                models(situation),
                unknown(situation, About.MODELS));
        section(
                "CONSUMER LAG",
                "none",
                situation.lag().stream()
                        .filter(lag -> lag.records() > 0)
                        .map(lag -> String.format(
                                Locale.ROOT, "%-28s %-20s %,8d records", lag.service(), lag.topic(), lag.records()))
                        .toList(),
                unknown(situation, About.SUMMARY, About.LAG));
        section(
                "PARKED RECORDS",
                "none",
                situation.parked().stream().map(SituationPrinter::parked).toList(),
                unknown(situation, About.SUMMARY));
        section(
                "LAST CASCADES",
                "none",
                situation.cascades().stream().map(this::cascade).toList(),
                unknown(situation, About.CASCADES));
    }

    /** Whose answer is missing, with the reason of the first; empty where everybody answered. */
    static Optional<String> unknown(Situation situation, About... about) {
        var silent = situation.unanswered().stream()
                .filter(each -> List.of(about).contains(each.about()))
                .toList();
        return silent.stream()
                .findFirst()
                .map(first -> "not known of "
                        + silent.stream().map(Unanswered::service).collect(Collectors.joining(", "))
                        + ": "
                        + first.reason());
    }

    private void processes(List<PartState> parts) {
        console.line(console.bold(
                String.format(Locale.ROOT, "%-16s %8s %6s  %-9s %10s", "PROCESS", "PID", "PORT", "STATE", "MEMORY")));
        for (PartState part : parts) {
            console.line(String.format(
                    Locale.ROOT,
                    "%-16s %8s %6d  %s %10s",
                    part.name(),
                    part.pid() == null ? "-" : part.pid(),
                    part.port(),
                    state(part),
                    mebibytes(part.residentBytes())));
            if (part.restarts() > 0) {
                console.line("  "
                        + console.yellow("ended by an Error and was started again, %d %s since up: ./millrace logs %s"
                                .formatted(part.restarts(), part.restarts() == 1 ? "time" : "times", part.name())));
            }
            if (!part.trouble().isEmpty()) {
                console.line("  " + console.yellow(part.trouble()));
            }
        }
    }

    private String state(PartState part) {
        if (part.ready()) {
            return part.trouble().isEmpty() ? console.green("ready    ") : console.yellow("degraded ");
        }
        return part.pid() == null ? console.red("down     ") : console.yellow("not ready");
    }

    private static String mebibytes(@Nullable Long bytes) {
        return bytes == null ? "-" : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
    }

    private void section(String title, String otherwise, List<String> lines, Optional<String> unknown) {
        console.line("");
        console.line(console.bold(title));
        if (lines.isEmpty() && unknown.isEmpty()) {
            console.line(console.dim("  " + otherwise));
        }
        lines.forEach(line -> console.line("  " + line));
        unknown.ifPresent(line -> console.line("  " + console.yellow(line)));
    }

    private static List<String> models(Situation situation) {
        var lines = situation.models().stream().map(SituationPrinter::model);
        return situation.moreModels()
                ? Stream.concat(lines, Stream.of("and more: the console and GET /v1/models list all of them"))
                        .toList()
                : lines.toList();
    }

    private static String model(Situation.Model model) {
        var waiting = model.waiting().isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", %s waits: ./millrace approve %s", model.waiting(), model.name());
        return String.format(Locale.ROOT, "%-28s %s%s", model.name(), serving(model), waiting);
    }

    /** What is approved is not always what answers: a person may have withdrawn it, or no instance can load it. */
    static String serving(Situation.Model model) {
        if (model.approvedVersion() == 0) {
            return "no version serves";
        }
        var approved = String.format(Locale.ROOT, "version %d of %d", model.approvedVersion(), model.versions());
        if (model.withdrawn()) {
            return approved + " is withdrawn, and nothing answers";
        }
        if (model.servingVersion() == model.approvedVersion()) {
            return approved + " serves";
        }
        return approved + " is approved and does not serve yet"
                + (model.servingVersion() == 0 ? "" : ", version " + model.servingVersion() + " does");
    }

    private static String parked(Situation.Parked parked) {
        return String.format(
                Locale.ROOT,
                "%-28s %d; %s; see GET /v1/parked, then retry or discard",
                parked.service(),
                parked.records(),
                parked.reason());
    }

    private String wanted(Situation.Wanted wanted) {
        var code = String.format(Locale.ROOT, "%-24s", wanted.code());
        return (wanted.severity().equals("BAD") ? console.red(code) : console.yellow(code))
                + String.format(Locale.ROOT, "  %s  since %s", wanted.detail(), time(wanted.since()));
    }

    private String cascade(Situation.Cascade cascade) {
        return console.dim(String.format(Locale.ROOT, "%s  %s", cascade.id(), time(cascade.startedAt())))
                + String.format(Locale.ROOT, "  %-16s  %s", cascade.status(), cascade.last());
    }

    private static String time(String instant) {
        return TIME.format(Instant.parse(instant));
    }
}
