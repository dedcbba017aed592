package dev.millrace.console.overview;

import dev.millrace.console.page.Mark;
import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Part;
import dev.millrace.console.service.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The loop as a drawing: six nodes however many pipelines there are, and what went between them within the last hour. */
record Loop(List<Node> nodes, List<Edge> edges) {

    static final int WIDTH = 196;
    static final int HEIGHT = 74;

    private static final int LEFT = 110;
    private static final int MIDDLE = 480;
    private static final int RIGHT = 850;
    private static final int TOP = 20;
    private static final int BOTTOM = 200;

    /** A service, and what it says of its last hour. */
    record Node(Part part, int x, int y, Mark mark, String state, String figures) {}

    /** A topic between two services; null counts could not be asked. */
    record Edge(
            String topic,
            String path,
            int x,
            int y,
            String anchor,
            @Nullable Long events) {}

    static Loop of(Map<Part, Answer<Summary>> summaries) {
        var nodes = new ArrayList<Node>();
        summaries.forEach((part, answer) -> nodes.add(node(part, answer)));
        var upper = TOP + HEIGHT / 2;
        var lower = BOTTOM + HEIGHT / 2;
        var edges = List.of(
                edge(summaries, Part.VALIDATION, "data.arrived", right(LEFT, MIDDLE, upper), 393, upper - 8, "middle"),
                edge(summaries, Part.TRAINING, "data.validated", right(MIDDLE, RIGHT, upper), 763, upper - 8, "middle"),
                edge(
                        summaries,
                        Part.REGISTRY,
                        "model.trained",
                        "M" + (RIGHT + 130) + " " + (TOP + HEIGHT) + " V" + (BOTTOM - 7),
                        RIGHT + 122,
                        176,
                        "end"),
                edge(summaries, Part.SERVING, "model.approved", left(RIGHT, MIDDLE, lower), 763, lower - 8, "middle"),
                edge(
                        summaries,
                        Part.MONITORING,
                        "inference.logged",
                        left(MIDDLE, LEFT, lower),
                        393,
                        lower - 8,
                        "middle"),
                edge(
                        summaries,
                        Part.TRAINING,
                        "drift.detected",
                        "M" + (LEFT + 98) + " " + BOTTOM + " V146 H" + (RIGHT + 60) + " V" + (TOP + HEIGHT + 7),
                        500,
                        138,
                        "middle"));
        return new Loop(List.copyOf(nodes), edges);
    }

    private static String right(int from, int to, int y) {
        return "M" + (from + WIDTH) + " " + y + " H" + (to - 7);
    }

    private static String left(int from, int to, int y) {
        return "M" + from + " " + y + " H" + (to + WIDTH + 7);
    }

    private static Edge edge(
            Map<Part, Answer<Summary>> summaries, Part reader, String topic, String path, int x, int y, String anchor) {
        var count = Optional.ofNullable(summaries.get(reader))
                .flatMap(Answer::given)
                .map(summary -> Summary.events(summary.topics().stream()
                        .filter(read -> read.topic().equals(topic))
                        .toList()));
        return new Edge(topic, path, x, y, anchor, count.orElse(null));
    }

    private static Node node(Part part, Answer<Summary> answer) {
        int x = switch (part) {
            case INGESTION, MONITORING -> LEFT;
            case VALIDATION, SERVING -> MIDDLE;
            case TRAINING, REGISTRY -> RIGHT;
        };
        int y = switch (part) {
            case INGESTION, VALIDATION, TRAINING -> TOP;
            case REGISTRY, SERVING, MONITORING -> BOTTOM;
        };
        return switch (answer) {
            case Answer.Given<Summary> given -> node(part, x, y, given.value());
            case Answer.Silent<Summary> silent -> new Node(part, x, y, Mark.BAD, "does not answer", "");
            case Answer.Refused<Summary> refused -> new Node(part, x, y, Mark.ATTENTION, "does not say", "");
            case Answer.Late<Summary> late -> new Node(part, x, y, Mark.RUNNING, "asking…", "");
        };
    }

    private static Node node(Part part, int x, int y, Summary summary) {
        var parked = summary.topics().stream().mapToLong(Summary.Topic::parked).sum();
        if (!summary.ready()) {
            return new Node(part, x, y, Mark.BAD, "not ready", figures(summary));
        }
        if (parked > 0) {
            return new Node(part, x, y, Mark.ATTENTION, parked + " parked", figures(summary));
        }
        var runs = summary.counts().getOrDefault("runsOpen", 0L);
        return runs > 0
                ? new Node(part, x, y, Mark.RUNNING, runs == 1 ? "1 run" : runs + " runs", figures(summary))
                : new Node(part, x, y, Mark.GOOD, "ready", figures(summary));
    }

    private static String figures(Summary summary) {
        if (summary.topics().isEmpty()) {
            var versions = summary.counts().get("datasetVersions");
            return versions == null ? "" : versions + " versions in 24 h";
        }
        var events = Summary.events(summary.topics());
        var read = events == null ? "events unknown" : events + " events";
        var lags = summary.topics().stream().map(Summary.Topic::lag).toList();
        if (lags.contains(null)) {
            // Where the broker answers all the same, each replica reads whole topics and commits nothing.
            return events == null ? read + " · lag unknown" : read;
        }
        return read + " · " + lags.stream().mapToLong(Objects::requireNonNull).sum() + " to read";
    }
}
