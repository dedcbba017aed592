package dev.millrace.local.chaos;

import dev.millrace.local.chaos.CallLog.Kind;
import dev.millrace.local.chaos.CallLog.Outcome;
import dev.millrace.local.chaos.MonitoredClient.Truth;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the labels of one model, and sends the same again until monitoring has accepted them. Some come twice, some come again
 * and say the contrary, and some are about predictions that nobody made.
 */
final class LabelPost {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("(\\d+)-.*-([0-9a-z]+)");
    private static final int RADIX = 36;
    private static final int KEPT_TOGETHER = 128;
    private static final double AGAIN = 0.05;
    private static final double CONTRARY = 0.02;
    private static final double UNKNOWN = 0.003;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final StackApi api;
    private final CallLog calls;
    private final String model;
    private final boolean patient;
    private final Random random;
    private List<Map<String, String>> sending = List.of();
    private List<Map<String, String>> before = List.of();
    private Instant last = Instant.EPOCH;
    private final AtomicInteger unknown = new AtomicInteger();
    private volatile boolean repeats = true;

    LabelPost(StackApi api, CallLog calls, String model, boolean patient, Random random) {
        this.api = api;
        this.calls = calls;
        this.model = model;
        this.patient = patient;
        this.random = random;
    }

    boolean isSent() {
        return sending.isEmpty();
    }

    /** From now on every label is sent once. */
    void stopRepeating() {
        repeats = false;
    }

    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** Labels about predictions that nobody made. */
    int unknown() {
        return unknown.get();
    }

    /** What is to be sent: these, and some of those that were sent before. */
    void next(List<Truth> truths) {
        var all = new ArrayList<Map<String, String>>();
        if (repeats) {
            before.stream().filter(label -> random.nextDouble() < AGAIN).forEach(all::add);
        }
        for (var truth : truths) {
            all.add(label(truth));
            if (repeats && random.nextDouble() < CONTRARY) {
                all.add(label(truth.contrary()));
            }
            if (repeats && !patient && random.nextDouble() < UNKNOWN) {
                all.add(label(new Truth("0-nobody-" + Integer.toString(unknown.incrementAndGet(), RADIX), "true")));
            }
        }
        sending = all;
    }

    /** Each was observed later than the one before, so that their order can be told. */
    private Map<String, String> label(Truth truth) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return Map.of("predictionId", truth.predictionId(), "label", truth.label(), "observedAt", last.toString());
    }

    void send() throws IOException {
        if (sending.isEmpty() || (patient && !areKept())) {
            return;
        }
        var url = api.anyUrl("monitoring", random) + "/v1/feedback";
        var body = JSON.writeValueAsString(Map.of("model", model, "labels", sending));
        var call = calls.log(
                Kind.FEEDBACK, model, () -> api.post(url, "MILLRACE_TOKEN", body, "Content-Type", "application/json"));
        if (call.outcome() == Outcome.OK) {
            before = sending;
            sending = List.of();
            for (var receipt : call.answer().path("labels")) {
                if (!receipt.path("status").asString().equals("ACCEPTED")) {
                    throw new IllegalStateException("a label was refused: " + receipt);
                }
                accepted.add(receipt.path("predictionId").asString());
            }
        }
    }

    /** Monitoring keeps predictions of one process and partition in their order, in documents that are written as a whole. */
    private boolean areKept() throws IOException {
        var lastOfEach = new LinkedHashMap<String, String>();
        for (var label : sending) {
            var id = label.getOrDefault("predictionId", "");
            var parts = ID.matcher(id);
            if (parts.matches()) {
                lastOfEach.put(parts.group(1) + "/" + Long.parseLong(parts.group(2), RADIX) / KEPT_TOGETHER, id);
            }
        }
        for (var id : lastOfEach.values()) {
            if (!api.get("monitoring", "/v1/predictions/" + id).ok()) {
                return false;
            }
        }
        return true;
    }
}
