package dev.millrace.local.chaos;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Finds the labels of each window. A window takes labels in the order in which they were observed, as far as they had been read
 * when it was closed. So of each partition it has those up to its end, but for some of the last ones, which the next window has.
 * How many of the last ones there are nobody tells; it is those that the window's metrics fit. They fit only if every label counted once.
 */
final class WindowSearch {

    private final List<Queue> partitions;

    /** Where the partitions stood when the windows behind were tried; what did not fit once is not tried again. */
    private final Set<List<Integer>> tried = new HashSet<>();

    /** How many windows were fit at most. */
    private int furthest;

    /** What a window says of its labels. */
    private record Told(JsonNode json, double accuracy, double logLoss) {

        static Told of(JsonNode window) {
            var metrics = window.path("metrics");
            return new Told(
                    window,
                    metrics.path("accuracy").asDouble(Double.NaN),
                    metrics.path("log-loss").asDouble(Double.NaN));
        }
    }

    /** The labels of a partition that are in no window yet, with sums of those before each. */
    private static final class Queue {

        private final List<Scored> labels;
        private final long[] right;
        private final double[] logLoss;
        private int first;

        Queue(List<Scored> labels) {
            this.labels = labels;
            right = new long[labels.size() + 1];
            logLoss = new double[labels.size() + 1];
            for (int i = 0; i < labels.size(); i++) {
                right[i + 1] = right[i] + (labels.get(i).right() ? 1 : 0);
                logLoss[i + 1] = logLoss[i] + labels.get(i).logLoss();
            }
        }

        int upTo(long end) {
            int next = first;
            while (next < labels.size() && labels.get(next).observedAt() <= end) {
                next++;
            }
            return next - first;
        }
    }

    WindowSearch(Map<Integer, List<Scored>> labels) {
        partitions = new TreeMap<>(labels).values().stream().map(Queue::new).toList();
    }

    /** The first window that no labels fit, whatever fits those before it; empty where labels fit all. */
    Optional<JsonNode> unfit(Collection<JsonNode> windows) {
        var all = List.copyOf(windows);
        tried.clear();
        furthest = 0;
        return fit(all, 0) ? Optional.empty() : Optional.of(all.get(furthest));
    }

    /** Labels of partitions with the same score and truth are alike, so the first that fit need not be the right ones. */
    private boolean fit(List<JsonNode> windows, int place) {
        furthest = Math.max(furthest, place);
        if (place == windows.size()) {
            return true;
        }
        if (!tried.add(partitions.stream().map(queue -> queue.first).toList())) {
            return false;
        }
        var window = windows.get(place);
        var most = partitions.stream()
                .mapToInt(queue -> queue.upTo(micros(window.path("to"))))
                .toArray();
        var taken = new int[most.length];
        return fits(0, window.path("labels").asInt(), most, taken, Told.of(window), () -> {
            move(taken, 1);
            boolean fit = fit(windows, place + 1);
            move(taken, -1);
            return fit;
        });
    }

    private void move(int[] taken, int direction) {
        for (int i = 0; i < taken.length; i++) {
            partitions.get(i).first += direction * taken[i];
        }
    }

    /** Tries every way to take what is left from the partitions from a place on, as many as possible first. */
    private boolean fits(int place, int left, int[] most, int[] taken, Told window, BooleanSupplier goOn) {
        if (place == most.length) {
            return left == 0 && isLike(taken, window) && goOn.getAsBoolean();
        }
        int others = 0;
        for (int i = place + 1; i < most.length; i++) {
            others += most[i];
        }
        for (int count = Math.min(left, most[place]); count >= Math.max(0, left - others); count--) {
            taken[place] = count;
            if (fits(place + 1, left - count, most, taken, window, goOn)) {
                return true;
            }
        }
        return false;
    }

    /** By sums first, because very many ways to take labels are tried. */
    private boolean isLike(int[] taken, Told window) {
        long right = 0;
        double logLoss = 0;
        int labels = 0;
        for (int i = 0; i < taken.length; i++) {
            var queue = partitions.get(i);
            int end = queue.first + taken[i];
            right += queue.right[end] - queue.right[queue.first];
            logLoss += queue.logLoss[end] - queue.logLoss[queue.first];
            labels += taken[i];
        }
        return ScoresAreExact.isEqual((double) right / labels, window.accuracy())
                && ScoresAreExact.isEqual(logLoss / labels, window.logLoss())
                && isWhollyLike(taken(taken), window.json());
    }

    private static boolean isWhollyLike(List<Scored> labels, JsonNode window) {
        return ScoresAreExact.differences(Scored.metrics(labels), window.path("metrics"))
                        .isEmpty()
                && labels.stream().mapToLong(Scored::observedAt).min().orElse(0) == micros(window.path("from"))
                && labels.stream().mapToLong(Scored::observedAt).max().orElse(0) == micros(window.path("to"));
    }

    private List<Scored> taken(int[] taken) {
        var labels = new ArrayList<Scored>();
        for (int i = 0; i < taken.length; i++) {
            var queue = partitions.get(i);
            labels.addAll(queue.labels.subList(queue.first, queue.first + taken[i]));
        }
        return labels;
    }

    private static long micros(JsonNode instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant.asString()));
    }
}
