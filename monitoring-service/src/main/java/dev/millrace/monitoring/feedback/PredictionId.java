package dev.millrace.monitoring.feedback;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A prediction's id, {@code <partition>-<unique>}: it names the partition that the prediction was logged to. What our own serving
 * makes unique is {@code <process>-<number>}, which lets a record of many predictions be found by the range of its numbers.
 *
 * @param process the text up to the number, the partition included
 * @param number in base 36; 0 where the id does not end with one
 */
public record PredictionId(int partition, String process, long number) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})-[0-9A-Za-z._-]{1,128}");
    private static final Pattern NUMBERED = Pattern.compile("(.+)-([0-9a-z]{1,12})");
    private static final int RADIX = 36;

    /** Ids by the partitions that they name; what is no prediction's id is left out. */
    static Map<Integer, List<String>> byPartition(Collection<String> ids) {
        var byPartition = new HashMap<Integer, List<String>>();
        ids.forEach(id -> parse(id)
                .ifPresent(parsed -> byPartition
                        .computeIfAbsent(parsed.partition(), partition -> new ArrayList<>())
                        .add(id)));
        return byPartition;
    }

    /** Empty where this is no prediction's id. */
    public static Optional<PredictionId> parse(String id) {
        var form = FORM.matcher(id);
        if (!form.matches()) {
            return Optional.empty();
        }
        int partition = Integer.parseInt(form.group(1));
        var numbered = NUMBERED.matcher(id);
        return Optional.of(
                numbered.matches()
                        ? new PredictionId(partition, numbered.group(1), Long.parseLong(numbered.group(2), RADIX))
                        : new PredictionId(partition, id, 0));
    }
}
