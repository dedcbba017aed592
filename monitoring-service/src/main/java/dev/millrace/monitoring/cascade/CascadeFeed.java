package dev.millrace.monitoring.cascade;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what any replica has recorded, for those who listen; with nobody listening it does nothing. Looks a little
 * back each time, because replicas' clocks differ and a commit follows its entry. While the store is away, those who
 * listen wait; then they are told what was recorded since the last look.
 */
public class CascadeFeed {

    private static final Logger log = LoggerFactory.getLogger(CascadeFeed.class);
    private static final Duration LOOK_BACK = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 500;
    private static final int MAX_SUBSCRIBERS = 64;
    private static final int MAX_ITEMS = 2000;

    private final Timeline timeline;
    private final Cascades cascades;
    private final Progress progress;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore news = new Semaphore(0);
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private Set<String> told = new HashSet<>();
    private Instant lookedAt = Instant.MIN;
    private boolean away;
    private @Nullable Thread follower;

    CascadeFeed(Timeline timeline, Cascades cascades, CascadeLinks links, Clock clock) {
        this.timeline = timeline;
        this.cascades = cascades;
        this.progress = new Progress(links);
        this.clock = clock;
    }

    /** Says that there is something new, so that nobody has to wait for the next look. */
    void recorded() {
        if (!subscriptions.isEmpty()) {
            news.release();
        }
    }

    /**
     * Starts to listen to a project.
     *
     * @param after the last id that the listener has, null to hear only what is new
     * @return empty where too many listen already
     */
    public Optional<Subscription> subscribe(String project, @Nullable String after) {
        lock.lock();
        try {
            if (subscriptions.size() >= MAX_SUBSCRIBERS) {
                return Optional.empty();
            }
            var subscription = new Subscription(project);
            if (after != null) {
                timeline.after(after, MAX_ITEMS).forEach(recorded -> tell(recorded, Set.of(subscription)));
            }
            if (follower == null) {
                told = new HashSet<>();
                lookedAt = clock.instant();
                recent().forEach(recorded -> told.add(recorded.position()));
                follower = Thread.ofVirtual().name("cascade-feed").start(this::follow);
            }
            subscriptions.add(subscription);
            return Optional.of(subscription);
        } finally {
            lock.unlock();
        }
    }

    public void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
        news.release();
    }

    private void follow() {
        try {
            while (isFollowed()) {
                if (news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended(Thread.currentThread());
        }
    }

    /** Looks for those who listen; false when nobody does any more. */
    private boolean isFollowed() {
        lock.lock();
        try {
            if (subscriptions.isEmpty()) {
                ended(Thread.currentThread());
                return false;
            }
            look();
            away = false;
        } catch (RuntimeException failure) {
            if (!away) {
                log.warn("The timeline cannot be read now; those who follow it wait", failure);
            }
            away = true;
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void ended(Thread ending) {
        lock.lock();
        try {
            if (ending.equals(follower)) {
                follower = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells what is new. */
    private void look() {
        var now = clock.instant();
        var still = new HashSet<String>();
        for (var recorded : recent()) {
            if (told.contains(recorded.position()) || tell(recorded, subscriptions)) {
                still.add(recorded.position());
            }
        }
        told = still;
        lookedAt = now;
    }

    private List<Timeline.Recorded> recent() {
        return timeline.after(FeedPosition.before(lookedAt.minus(LOOK_BACK)).text(), MAX_ITEMS);
    }

    /** Tells an event that is in its cascade; false where it is not there yet. */
    private boolean tell(Timeline.Recorded recorded, Set<Subscription> listeners) {
        var entry = recorded.entry();
        var cascade = cascades.find(entry.project(), entry.chain().cascadeId()).filter(known -> known.has(entry.key()));
        cascade.ifPresent(known -> {
            var live = new CascadeView.Live(
                    known.id(),
                    progress.told(known),
                    CascadeView.Event.of(entry, known.span().startedAt()));
            listeners.stream()
                    .filter(listener -> listener.project().equals(entry.project()))
                    .forEach(listener -> listener.offer(recorded.position(), live));
        });
        return cascade.isPresent();
    }
}
