package dev.millrace.local.client;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a cascade ended as it did, told by its own events.
 *
 * @param code upper-case; empty where nothing went wrong
 * @param sentence what happened; empty where nothing is to be told
 * @param look where to find out more; empty where there is nothing more
 */
public record Reason(String code, String sentence, String look) {

    private static final Reason NONE = new Reason("", "", "");

    private static final int TOLD_FINDINGS = 5;

    /** @param report the cascade as it was seen last; null where nothing was heard of it */
    static Reason of(UploadOutcome ending, @Nullable CascadeReport report, String dataset) {
        if (report == null) {
            return ending == UploadOutcome.TIMED_OUT
                    ? new Reason("TIMED_OUT", "monitoring has told nothing of the upload", "./millrace status")
                    : NONE;
        }
        return switch (ending) {
            case SERVING -> NONE;
            case REJECTED -> rejected(report, dataset);
            case NOT_APPROVED -> last(report, "model.rejected", "NOT_APPROVED", models(report, "model.rejected"));
            case PENDING_APPROVAL ->
                new Reason(
                        "PENDING_APPROVAL",
                        "a person has to approve the version",
                        "./millrace approve " + model(report));
            case NO_TRAINING -> decided(report, "NO_TRAINING");
            case NO_PIPELINE ->
                new Reason(
                        "NO_PIPELINE",
                        "no pipeline learns from dataset " + dataset,
                        "./millrace apply FILE declares one");
            case FAILED -> failed(report);
            case CANCELLED -> decided(report, "CANCELLED");
            case TIMED_OUT -> timedOut(report);
        };
    }

    /** In lines for people; none where there is nothing to tell. */
    public List<String> lines() {
        if (sentence.isEmpty()) {
            return List.of();
        }
        var first = DisplayText.plain("Reason: " + (code.isEmpty() ? "" : code + ": ") + sentence);
        return look.isEmpty() ? List.of(first) : List.of(first, "Look: " + look);
    }

    private static Reason rejected(CascadeReport report, String dataset) {
        var event = last(report, "data.rejected");
        var findings = event == null
                ? List.<JsonNode>of()
                : event.data().path("findings").valueStream().toList();
        if (findings.isEmpty()) {
            return last(report, "data.rejected", "REJECTED", "./millrace dataset " + dataset);
        }
        var blocking = findings.stream()
                .filter(finding -> finding.path("severity").asString("").equals("BLOCK"))
                .toList();
        var told = blocking.isEmpty() ? findings : blocking;
        var others = told.stream().skip(1).limit(TOLD_FINDINGS - 1L).map(Findings::sentence);
        var more = told.size() > TOLD_FINDINGS
                ? Stream.of((told.size() - TOLD_FINDINGS) + " more")
                : Stream.<String>empty();
        return new Reason(
                told.getFirst().path("code").asString(""),
                Stream.of(Stream.of(Findings.withoutCode(told.getFirst())), others, more)
                        .flatMap(each -> each)
                        .collect(Collectors.joining("; ")),
                "./millrace dataset " + dataset + " has every finding, with what to do");
    }

    private static Reason failed(CascadeReport report) {
        var ended = report.events().stream()
                .filter(event -> event.topic().equals("run.ended")
                        && event.field("outcome").equals("FAILED"))
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (ended != null) {
            return new Reason(
                    ended.field("code"),
                    detail(ended),
                    "run " + ended.field("runId") + ": GET /v1/runs/" + ended.field("runId")
                            + " of training, and ./millrace logs training");
        }
        var refused = report.events().stream()
                .filter(event -> event.topic().equals("model.deployed")
                        && event.field("outcome").equals("REFUSED"))
                .reduce((earlier, later) -> later)
                .orElse(null);
        return refused == null
                ? last(report, "alert.raised", "FAILED", "./millrace logs training")
                : new Reason(
                        "DEPLOYMENT_REFUSED",
                        "version " + refused.field("version") + " on " + refused.field("instance") + ": "
                                + refused.field("reason"),
                        "./millrace logs serving");
    }

    private static String detail(TimelineEvent event) {
        var detail = event.field("detail");
        return detail.isEmpty() ? event.summary() : detail;
    }

    private static Reason decided(CascadeReport report, String otherwise) {
        var event = last(report, "training.decided");
        var ended = last(report, "run.ended");
        if (event == null || ended != null) {
            return last(report, "run.ended", otherwise, "./millrace logs training");
        }
        var reason = event.field("reason");
        var sentence = event.field("detail").isEmpty()
                ? reason.toLowerCase(Locale.ROOT).replace('_', ' ')
                : event.field("detail");
        return new Reason(
                reason.isEmpty() ? otherwise : reason,
                sentence,
                "trigger state: GET /v1/pipelines/" + event.field("pipeline") + " of training");
    }

    private static Reason timedOut(CascadeReport report) {
        var events = report.events();
        var last = events.isEmpty() ? "nothing yet" : events.getLast().summary();
        return new Reason(
                "TIMED_OUT",
                "it goes on; the last that happened: " + last,
                "./millrace watch --cascade " + report.id());
    }

    private static Reason last(CascadeReport report, String topic, String code, String look) {
        var event = last(report, topic);
        if (event == null) {
            var events = report.events();
            return events.isEmpty() ? NONE : new Reason(code, events.getLast().summary(), look);
        }
        return new Reason(code, event.summary(), look);
    }

    private static @Nullable TimelineEvent last(CascadeReport report, String topic) {
        return report.events().stream()
                .filter(event -> event.topic().equals(topic))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static String models(CascadeReport report, String topic) {
        var event = last(report, topic);
        return event == null
                ? "./millrace status"
                : "GET /v1/models/" + event.field("model") + "/versions/" + event.field("version") + " of registry";
    }

    private static String model(CascadeReport report) {
        var event = last(report, "model.trained");
        return event == null ? "MODEL" : event.field("pipeline");
    }
}
