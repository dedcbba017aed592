package dev.millrace.monitoring.cascade;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Cascades, their events and what links them, in memory. */
final class MemoryCascades implements Cascades, Timeline, CascadeLinks {

    private final Map<String, Cascade> cascades = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<String, TimelineEntry> entries = new ConcurrentSkipListMap<>();
    private final Map<String, String> runs = new HashMap<>();
    private final Map<String, NewestApproval> approvals = new HashMap<>();
    private volatile CountDownLatch away = new CountDownLatch(0);

    /** Fails as a store that is away, a number of looks. */
    CountDownLatch awayFor(int looks) {
        away = new CountDownLatch(looks);
        return away;
    }

    @Override
    public Optional<Cascade> find(String project, String id) {
        return Optional.ofNullable(cascades.get(project + "/" + id));
    }

    @Override
    public List<Cascade> find(String project, CascadeFilter filter, String below, int limit) {
        return cascades.values().stream()
                .filter(cascade -> cascade.project().equals(project))
                .filter(cascade -> cascade.span().listedAs().compareTo(below) < 0)
                .filter(cascade -> cascade.span().listedAs().compareTo(filter.lowest()) >= 0)
                .sorted(Comparator.comparing((Cascade cascade) -> cascade.span().listedAs())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Map<Instant, Map<CascadeStatus, Long>> countByHour(String project, Instant first) {
        return cascades.values().stream()
                .filter(cascade -> cascade.project().equals(project))
                .filter(cascade -> !hour(cascade).isBefore(first))
                .collect(groupingBy(
                        MemoryCascades::hour,
                        groupingBy(cascade -> CascadeStatus.read(cascade.known().status()), counting())));
    }

    private static Instant hour(Cascade cascade) {
        return new FeedPosition(cascade.span().listedAs()).time().truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    public void change(String project, String id, Function<Optional<Cascade>, Optional<Cascade>> change) {
        change.apply(find(project, id)).ifPresent(cascade -> cascades.put(project + "/" + id, cascade));
    }

    @Override
    public void add(FeedPosition position, TimelineEntry entry) {
        entries.values().removeIf(known -> known.key().equals(entry.key()));
        entries.put(position.text(), entry);
    }

    @Override
    public List<TimelineEntry> of(String project, String cascadeId) {
        return entries.values().stream()
                .filter(entry -> entry.project().equals(project)
                        && entry.chain().cascadeId().equals(cascadeId))
                .toList();
    }

    @Override
    public List<Recorded> after(String position, int most) {
        if (away.getCount() > 0) {
            away.countDown();
            throw new IllegalStateException("the store is away");
        }
        return entries.tailMap(position, false).entrySet().stream()
                .map(each -> new Recorded(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public Optional<TimelineEntry> findEvent(String project, String key) {
        return entries.values().stream()
                .filter(entry -> entry.project().equals(project) && entry.key().equals(key))
                .findFirst();
    }

    @Override
    public void runStarted(String project, String runId, String cascadeId, Instant at) {
        runs.put(project + "/" + runId, cascadeId);
    }

    @Override
    public Optional<String> cascadeOfRun(String project, String runId) {
        return Optional.ofNullable(runs.get(project + "/" + runId));
    }

    @Override
    public void approved(String project, String pipeline, NewestApproval approval) {
        approvals.merge(
                project + "/" + pipeline,
                approval,
                (known, newer) -> known.generation() >= newer.generation() ? known : newer);
    }

    @Override
    public Optional<NewestApproval> newestApproval(String project, String pipeline) {
        return Optional.ofNullable(approvals.get(project + "/" + pipeline));
    }
}
