package dev.millrace.messaging.lifecycle;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.wire.RegistryException;
import dev.millrace.messaging.wire.SchemaIds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * Starts listening once store, registry and broker are there. Services and what they stand on are started in any order,
 * so it waits as long as it takes, beside the service's own start, and readiness says what for.
 */
public final class MessagingLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MessagingLifecycle.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    /** Something done again and again while the service runs, on these threads. */
    public record Chore(Runnable work, Duration every, ScheduledExecutorService threads) {}

    private final Runnable prepareStore;
    private final SchemaIds ids;
    private final Supplier<List<AbstractMessageListenerContainer<byte[], byte[]>>> containers;
    private final List<Chore> chores;
    private final Runnable stopWork;
    private final ScheduledExecutorService timer;
    private final MessagingState state;
    private volatile List<AbstractMessageListenerContainer<byte[], byte[]>> started = List.of();
    private final List<Future<?>> planned = new CopyOnWriteArrayList<>();
    private final RepeatedTrouble waiting =
            new RepeatedTrouble(trouble -> log.warn("Not listening yet: {}", trouble), System::nanoTime);
    private volatile boolean running;

    /**
     * @param containers made once topics can be asked about; throws while they cannot
     * @param stopWork when no record arrives any more and no chore begins
     */
    public MessagingLifecycle(
            Runnable prepareStore,
            SchemaIds ids,
            Supplier<List<AbstractMessageListenerContainer<byte[], byte[]>>> containers,
            List<Chore> chores,
            Runnable stopWork,
            ScheduledExecutorService timer,
            MessagingState state) {
        this.prepareStore = prepareStore;
        this.ids = ids;
        this.containers = containers;
        this.chores = List.copyOf(chores);
        this.stopWork = stopWork;
        this.timer = timer;
        this.state = state;
    }

    @Override
    public void start() {
        running = true;
        timer.execute(() -> attempt(FIRST_PAUSE_MILLIS));
    }

    private void attempt(long pauseMillis) {
        if (!running) {
            return;
        }
        try {
            connect();
        } catch (RuntimeException e) {
            state.waitingFor(String.valueOf(e.getMessage()));
            waiting.report(String.valueOf(e.getMessage()));
            attemptLater(pauseMillis);
        }
    }

    /** Where the service ends before it listens, its threads may be gone already; then there is nothing more to attempt. */
    private void attemptLater(long pauseMillis) {
        long next = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        try {
            planned.add(timer.schedule(() -> attempt(next), pauseMillis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException ended) {
            log.debug("The service ends before it listens", ended);
        }
    }

    private void connect() {
        prepareStore.run();
        ids.recall();
        try {
            ids.agree(Topics.ALL);
        } catch (RegistryException e) {
            if (!ids.covers(Topics.ALL)) {
                throw e;
            }
            log.warn("Going on with the schema ids known from before: {}", e.getMessage());
        }
        var made = containers.get();
        made.forEach(AbstractMessageListenerContainer::start);
        started = made;
        chores.forEach(this::schedule);
        state.running(made);
    }

    private void schedule(Chore chore) {
        var trouble = new RepeatedTrouble(each -> log.warn("Will try again: {}", each), System::nanoTime);
        planned.add(chore.threads()
                .scheduleWithFixedDelay(
                        () -> doOnce(chore.work(), trouble), 0, chore.every().toMillis(), TimeUnit.MILLISECONDS));
    }

    /** A periodic task that throws would never run again. */
    private static void doOnce(Runnable work, RepeatedTrouble trouble) {
        try {
            work.run();
            trouble.over();
        } catch (RuntimeException e) {
            trouble.report(e.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
        planned.forEach(each -> each.cancel(false));
        started.forEach(AbstractMessageListenerContainer::stop);
        stopWork.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
