package dev.millrace.training.run;

import static dev.millrace.training.run.Pipelines.NOW;
import static dev.millrace.training.run.Pipelines.busy;
import static dev.millrace.training.run.Pipelines.fresh;
import static dev.millrace.training.run.Pipelines.holding;
import static dev.millrace.training.run.Pipelines.lineage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CancelRunTests {

    private static final Pipeline ACTIVE = busy(holding(fresh("{on: [new-data]}"), 1));

    private final Map<String, Object> kept = new HashMap<>();

    private boolean cancel(Pipeline committed) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Announcements announcements = new Silent();
        DecideTrigger decideTrigger =
                new DecideTrigger(new TrainingProperties(1, 16, Duration.ZERO), announcements, clock);
        return new CancelRun(new Racing(ACTIVE, committed, kept), decideTrigger, new EndRun(decideTrigger), clock)
                .cancel("default", new RunId("tips", 1), new Command("ann", null, "cancel", lineage(0)));
    }

    @Test
    void leavesTheReportOfARunThatEndedJustBefore() {
        assertThat(cancel(ACTIVE.withRuns(null, null))).isFalse();
        assertThat(kept).isEmpty();
    }

    @Test
    void keepsWhatTheCancelledRunWas() {
        assertThat(cancel(ACTIVE)).isTrue();
        assertThat(kept).containsOnlyKeys("default/tips/0000000001");
    }

    /** Announcements that say nothing. */
    private static final class Silent implements Announcements {

        @Override
        public Announcement<?> decided(String pipeline, int version, String dataset, TriggerDecision decision) {
            return Announcement.of(Topics.TRAINING_DECIDED, new TrainingDecided());
        }

        @Override
        public Announcement<?> trained(TrainedRun run) {
            throw new UnsupportedOperationException("nothing is trained here");
        }

        @Override
        public Announcement<?> raised(Alert alert) {
            throw new UnsupportedOperationException("nothing is wrong here");
        }
    }

    /** A store in which the pipeline changes between being looked at and being changed. */
    private record Racing(Pipeline seen, Pipeline committed, Map<String, Object> kept) implements Aggregates {

        @Override
        @SuppressWarnings("unchecked") // there are pipelines only
        public <S> AggregateStore<S> of(AggregateType<S> type) {
            return (AggregateStore<S>) new Store(seen, committed);
        }

        @Override
        public <T> Details<T> details(String collection, Class<T> type) {
            return new Kept<>(kept);
        }
    }

    private record Store(Pipeline seen, Pipeline committed) implements AggregateStore<Pipeline> {

        @Override
        public Outcome<Pipeline> on(Received<?> cause, String id, Decider<Pipeline> decider) {
            throw new UnsupportedOperationException("no event comes here");
        }

        @Override
        public Outcome<Pipeline> onNaturalKey(Received<?> cause, String id, Decider<Pipeline> decider) {
            throw new UnsupportedOperationException("no event comes here");
        }

        @Override
        public Outcome<Pipeline> command(Command command, String id, Decider<Pipeline> decider) {
            return switch (decider.decide(committed)) {
                case Decision.Apply<Pipeline> apply -> new Outcome.Applied<>(apply.state(), 2, List.of());
                case Decision.Ignore<Pipeline> ignore -> new Outcome.Ignored<>(committed, ignore.because());
                case Decision.Refuse<Pipeline> refuse -> new Outcome.Refused<>(refuse.code(), refuse.detail());
            };
        }

        @Override
        public Outcome<Pipeline> internal(String actor, Lineage lineage, String id, Decider<Pipeline> decider) {
            throw new UnsupportedOperationException("nothing happens by itself here");
        }

        @Override
        public Optional<Stored<Pipeline>> find(String id) {
            return Optional.of(new Stored<>(id, 1, seen, null));
        }

        @Override
        public Optional<Stored<Pipeline>> latest(String id) {
            return find(id);
        }

        @Override
        public List<Stored<Pipeline>> list(String idPrefix, String afterId, int limit) {
            return List.of();
        }

        @Override
        public List<Stored<Pipeline>> where(Map<String, Object> fields, int limit) {
            return List.of();
        }

        @Override
        public void forget(String field, Instant before) {
            throw new UnsupportedOperationException("pipelines are kept");
        }
    }

    private record Kept<T>(Map<String, Object> values) implements Details<T> {

        @Override
        public void put(String id, T value) {
            values.put(id, value);
        }

        @Override
        public Optional<T> find(String id) {
            return Optional.empty();
        }

        @Override
        public void forget(String field, Object before) {
            values.clear();
        }

        @Override
        public void forgetOlder(String idPrefix, String beforeId) {
            values.clear();
        }

        @Override
        public List<T> list(String idPrefix, int limit) {
            return List.of();
        }

        @Override
        public List<T> list(String idPrefix, String beforeId, int limit) {
            return List.of();
        }
    }
}
