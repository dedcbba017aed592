package dev.millrace.serving.model;

import dev.millrace.serving.model.VersionState.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Whether this instance should get traffic, and whether its answers may be old.
 *
 * <p>It is ready once everything that was approved when it started is answered with or refused. Where that cannot be
 * found out because the platform is down, the versions that it kept on disk make it ready after a grace time. Once
 * ready, it stays ready.
 */
public final class Readiness {

    private final ServedModels served;
    private final Clock clock;
    private final Duration grace;
    private final Instant started;
    private final Map<RouteKey, Approval> newest = new ConcurrentHashMap<>();
    private final Map<RouteKey, Approval> open = new ConcurrentHashMap<>();
    private final Map<RouteKey, Lacking> lacking = new ConcurrentHashMap<>();
    private final AtomicBoolean ready = new AtomicBoolean();
    private volatile boolean restored;
    private volatile boolean caughtUp;

    /** What is approved and cannot be answered with, since when and why. */
    record Lacking(Approval approval, Instant since, String reason) {}

    /** What is approved and is not to be answered with, as a person decided. */
    record Withdrawn(Approval approval, Withdrawal withdrawal) {}

    Readiness(ServedModels served, Clock clock, Duration grace) {
        this.served = served;
        this.clock = clock;
        this.grace = grace;
        this.started = clock.instant();
    }

    void restored() {
        restored = true;
    }

    void ordered(Approval approval) {
        newest.merge(approval.route(), approval, (before, now) -> now.isNewerThan(before) ? now : before);
        open.merge(approval.route(), approval, (before, now) -> now.isNewerThan(before) ? now : before);
    }

    /** What keeps the model from being answered with. */
    public Optional<Withdrawal> withdrawal(ModelName name) {
        return newest(name).flatMap(served::withdrawal);
    }

    /** The newest approvals of one project that are withdrawn. */
    List<Withdrawn> withdrawn(String project) {
        return newest.values().stream()
                .filter(approval -> approval.name().project().equals(project))
                .flatMap(approval -> served.withdrawal(approval).stream().map(each -> new Withdrawn(approval, each)))
                .toList();
    }

    /** What is approved and neither loaded nor refused yet. */
    List<Approval> open() {
        return List.copyOf(open.values());
    }

    /** The newest approval of the model's champion that this instance has heard of. */
    Optional<Approval> newest(ModelName name) {
        return Optional.ofNullable(newest.get(RouteKey.champion(name)));
    }

    /** The newest approvals of all routes of the model. */
    List<Approval> routes(ModelName name) {
        return newest.values().stream()
                .filter(approval -> approval.name().equals(name))
                .toList();
    }

    void settled(Approval approval) {
        open.computeIfPresent(approval.route(), (route, newest) -> newest.isNewerThan(approval) ? newest : null);
        lacking.remove(approval.route());
    }

    /** The version cannot be loaded for now; what was answered with before will do until it can be. */
    void waiting(Approval approval, String reason) {
        lacks(approval, reason);
        if (served.approval(approval.route()).isPresent()) {
            open.remove(approval.route());
        }
    }

    /** The version was refused, which is as far as a start waits for it; it will be tried again. */
    void refused(Approval approval, String reason) {
        lacks(approval, reason);
        open.computeIfPresent(approval.route(), (route, newest) -> newest.isNewerThan(approval) ? newest : null);
    }

    private void lacks(Approval approval, String reason) {
        lacking.compute(approval.route(), (route, before) -> {
            if (before == null || approval.isNewerThan(before.approval())) {
                return new Lacking(approval, clock.instant(), reason);
            }
            return before.approval().isNewerThan(approval) ? before : new Lacking(approval, before.since(), reason);
        });
    }

    /**
     * What is known of the versions of a project's models, by the names of the models, the one in force first. A version is looked for
     * where it comes from before it is looked for where it goes, so that none is missed on its way.
     */
    public List<VersionState> states(String project) {
        var loading = open.values().stream()
                .filter(approval -> approval.name().project().equals(project))
                .toList();
        var failed = lacking(project);
        var withdrawn = withdrawn(project).stream()
                .map(each -> new VersionState(
                        each.approval(), Status.WITHDRAWN, each.withdrawal().sentence()))
                .toList();
        var states = new ArrayList<VersionState>();
        served.approvals(project).forEach(approval -> states.add(new VersionState(approval, Status.AVAILABLE, "")));
        withdrawn.forEach(state -> addIfNewer(states, state));
        failed.forEach(each -> addIfNewer(states, new VersionState(each.approval(), Status.FAILED, each.reason())));
        loading.forEach(approval -> addIfNewer(states, new VersionState(approval, Status.LOADING, "")));
        states.sort(Comparator.comparing(state -> state.approval().name().model()));
        return states;
    }

    private static void addIfNewer(List<VersionState> states, VersionState state) {
        boolean isNewer = states.stream()
                .map(VersionState::approval)
                .filter(known -> known.route().equals(state.approval().route()))
                .allMatch(state.approval()::isNewerThan);
        if (isNewer) {
            states.add(state);
        }
    }

    /** A version that is withdrawn while its loading fails is not lacking. */
    private Stream<Lacking> lacking() {
        return lacking.values().stream()
                .filter(each -> served.withdrawal(each.approval()).isEmpty());
    }

    /** What of a project is approved and cannot be answered with, by the names of the models. */
    List<Lacking> lacking(String project) {
        return lacking()
                .filter(each -> each.approval().name().project().equals(project))
                .sorted(Comparator.comparing(each -> each.approval().name().model()))
                .toList();
    }

    /** Every approval that there was at the start has been heard of. */
    public void caughtUp() {
        caughtUp = true;
    }

    public boolean isReady() {
        if (!ready.get() && (isComplete() || isKeptAlive())) {
            ready.set(true);
        }
        return ready.get();
    }

    private boolean isComplete() {
        return restored && caughtUp && open.isEmpty();
    }

    private boolean isKeptAlive() {
        return restored && served.size() > 0 && clock.instant().isAfter(started.plus(grace));
    }

    /** Whether the model is approved, but not answered with yet: it is being loaded, or will be tried again. */
    public boolean isExpected(ModelName name) {
        return open.containsKey(RouteKey.champion(name))
                || lacking().anyMatch(each -> each.approval().route().equals(RouteKey.champion(name)));
    }

    /** Whether newer approvals may exist that this instance has not heard of. */
    public boolean isStale() {
        return !caughtUp;
    }

    /** Whether something keeps this instance from answering with what is approved. */
    public boolean isDegraded() {
        return !caughtUp || lacking().findAny().isPresent();
    }
}
