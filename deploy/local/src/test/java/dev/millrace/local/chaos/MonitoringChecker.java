package dev.millrace.local.chaos;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.generic.GenericData;

/** Compares what monitoring says with what lies on the topics, once everything has been handled. */
public final class MonitoringChecker {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int QUIET_LOOKS = 3;

    private final StackApi api;
    private final CallLog calls;
    private final List<Watched> models;

    public MonitoringChecker(StackApi api, CallLog calls, List<Watched> models) {
        this.api = api;
        this.calls = calls;
        this.models = List.copyOf(models);
    }

    /** A model, who uses it, and what was seen of its windows of labels meanwhile. */
    public record Watched(MonitoredClient client, PerformanceWindows windows, Duration reminder) {}

    /** Whether everything that was wrong with the models is over. */
    public boolean isCalm() {
        try {
            for (var model : models) {
                var path = "/v1/models/" + model.client().model() + "/episodes";
                var episodes = api.get("monitoring", path).body().path("episodes");
                if (episodes.isEmpty()
                        || episodes.valueStream()
                                .anyMatch(episode ->
                                        episode.path("state").asString().equals("LASTS"))) {
                    return false;
                }
            }
            return true;
        } catch (IOException away) {
            return false;
        }
    }

    /** At rest is what has handled everything, several times in a row, and waits only for predictions that nobody made. */
    public void awaitRest(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        for (int quiet = 0; quiet < QUIET_LOOKS; quiet = isAtRest() ? quiet + 1 : 0) {
            if (System.nanoTime() > end) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isAtRest() throws IOException {
        for (var model : models) {
            var told = model.windows().look();
            if (told.path("waiting").asLong() + told.path("unmatched").asLong()
                    != model.client().unknown()) {
                return false;
            }
        }
        return NothingLags.lags(api).isEmpty() && OutboxesAreEmpty.of(api).isEmpty();
    }

    /** Labels more predictions of each model, so that no window is filling. */
    public void fillWindows(Duration patience) throws IOException {
        for (var model : models) {
            var told = model.windows().look();
            int size = told.path("windowSize").asInt();
            int filling = told.path("windowLabels").asInt();
            model.client().add((size - filling) % size);
        }
        awaitRest(patience);
    }

    /** A log in which something is not as monitoring had it, with what must find it. */
    public record Tampered(String what, String invariant, List<Violation> found) {}

    public List<Violation> check() throws IOException {
        var events = EventLog.read(api);
        var observation = new Observation(events, api, calls);
        var found = new ArrayList<Violation>();
        for (var invariant : Invariant.OF_EVERY_STACK) {
            found.addAll(invariant.check(observation));
        }
        for (var model : models) {
            found.addAll(check(events, model));
        }
        return found;
    }

    private List<Violation> check(EventLog events, Watched model) throws IOException {
        var client = model.client();
        var log = ModelLog.of(events, client.model());
        var windows = model.windows();
        var found = new ArrayList<>(PredictionsAreCountedOnce.check(api, log, client.answered()));
        found.addAll(ScoresAreExact.check(log, windows, client.accepted(), client.isPatient()));
        found.addAll(AlarmsAreToldOnce.check(api, events, client.model(), windows.windows(), model.reminder()));
        return found;
    }

    /** Checks a model as if one event of each kind had been lost, or told twice, on the way to monitoring or from there. */
    public List<Tampered> checkTampered(String model) throws IOException {
        var events = EventLog.read(api);
        var watched = models.stream()
                .filter(each -> each.client().model().equals(model))
                .findFirst()
                .orElseThrow();
        var logged = any(events, Topics.INFERENCE_LOGGED, model);
        var label = any(events, Topics.FEEDBACK_RECEIVED, model);
        var alert = any(events, Topics.ALERT_RAISED, model);
        var drift = any(events, Topics.DRIFT_DETECTED, model);
        var again = new GenericData.Record((GenericData.Record) drift.content(), true);
        again.put("eventId", "another");
        return List.of(
                new Tampered(
                        "predictions lost",
                        "M1",
                        check(events.without(event -> event.eventId().equals(logged.eventId())), watched)),
                new Tampered(
                        "a label lost",
                        "M2",
                        check(events.without(event -> isAbout(event, label.text("predictionId"))), watched)),
                new Tampered(
                        "an alert lost",
                        "M3",
                        check(events.without(event -> event.eventId().equals(alert.eventId())), watched)),
                new Tampered(
                        "drift told twice",
                        "M3",
                        check(events.with(new Event("again", drift.topic(), 0, drift.value(), again)), watched)));
    }

    private static boolean isAbout(Event event, String prediction) {
        return event.topic().equals(Topics.FEEDBACK_RECEIVED.name())
                && event.text("predictionId").equals(prediction);
    }

    private static Event any(EventLog events, Topic<?> topic, String model) {
        return events.distinct(topic).stream()
                .filter(event -> Optional.ofNullable(event.optional("pipeline"))
                        .orElseGet(() -> event.text("model"))
                        .equals(model))
                .findFirst()
                .orElseThrow();
    }

    /** How many alerts of a model have each code. */
    public Map<String, Integer> alarms(String model) throws IOException {
        return AlarmsAreToldOnce.codes(EventLog.read(api), model);
    }

    /** For a report, one line a model. */
    public List<String> figures() throws IOException {
        var events = EventLog.read(api);
        var figures = new ArrayList<String>();
        for (var model : models) {
            var name = model.client().model();
            var log = ModelLog.of(events, name);
            long copies = events.all()
                    .filter(event -> event.topic().equals(Topics.FEEDBACK_RECEIVED.name())
                            && event.text("model").equals(name))
                    .count();
            var drift = PredictionsAreCountedOnce.windows(api, name, PredictionsAreCountedOnce.drift(api, name, ""));
            figures.add(
                    "%s: %d predictions, %d labels of %d predictions, %d of which there are not; windows: %d of predictions, %d of labels; alerts %s"
                            .formatted(
                                    name,
                                    log.answers().size(),
                                    copies,
                                    log.labelled(),
                                    log.unmatched(),
                                    drift.size(),
                                    model.windows().windows().size(),
                                    AlarmsAreToldOnce.codes(events, name)));
        }
        return figures;
    }
}
