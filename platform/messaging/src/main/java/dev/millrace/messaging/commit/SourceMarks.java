package dev.millrace.messaging.commit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an aggregate remembers of the sources that it heard from. Only those used last are remembered one by one; of the others it
 * remembers up to which record of a partition they were forgotten. Each partition is delivered in order, so an unknown source's
 * record that is not behind that one comes for the first time. Each event from outside is a source of its own; they are counted
 * apart, so that they do not push out the marks of Millrace's own sources.
 *
 * @param bySource see {@link Mark}
 * @param forgotten by topic and partition: the last record of a source that is not remembered any more
 */
public record SourceMarks(Map<String, Mark> bySource, Map<String, RecordPosition> forgotten) {

    public static final SourceMarks NONE = new SourceMarks(Map.of(), Map.of());

    /** Sources of each kind that are remembered one by one. */
    static final int SOURCES = 32;

    public SourceMarks {
        bySource = Map.copyOf(bySource);
        forgotten = Map.copyOf(forgotten);
    }

    Mark of(String source) {
        return bySource.getOrDefault(source, Mark.NONE);
    }

    /** Whether a record of a source without a mark may be one that was applied and forgotten. */
    boolean mayBeForgotten(String source, String partition, RecordPosition position) {
        var last = forgotten.get(partition);
        return last != null && !bySource.containsKey(source) && position.isAtOrBehind(last);
    }

    /** The sources that must be forgotten so that this one can be remembered, those used least lately. */
    List<String> toForget(String source) {
        var others = bySource.entrySet().stream()
                .filter(each -> !each.getKey().equals(source))
                .filter(each -> Marks.isOutside(each.getKey()) == Marks.isOutside(source))
                .sorted(Comparator.comparingLong(each -> each.getValue().revision()))
                .map(Map.Entry::getKey)
                .toList();
        return others.subList(0, Math.max(0, others.size() + 1 - SOURCES));
    }

    /** Up to where the partitions of these sources are forgotten then. */
    Map<String, RecordPosition> forgottenWith(List<String> sources) {
        var changed = new LinkedHashMap<String, RecordPosition>();
        for (String source : sources) {
            var mark = of(source);
            var before = changed.getOrDefault(mark.partition(), forgotten.get(mark.partition()));
            changed.put(mark.partition(), before == null ? mark.position() : before.latest(mark.position()));
        }
        return changed;
    }
}
