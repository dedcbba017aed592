package dev.millrace.embedded;

import static java.util.Comparator.comparingInt;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of an index in which everything lies that a query asks for: the first fields are fixed by equality, the next one may be
 * bounded. It may hold more than that, so the query is still applied to each document.
 *
 * @param lowest first values of an entry; shorter than an entry
 * @param highest first values of an entry, inclusive; ends with a value above all others where it is shorter than an entry
 * @param fixed number of fields that are fixed by equality
 * @param bounded whether the field behind them is bounded
 * @param sorted whether the entries are in the order that was asked for
 * @param backwards whether they are so from the highest to the lowest
 */
record KeyRange(
        List<@Nullable Object> lowest,
        List<@Nullable Object> highest,
        int fixed,
        boolean bounded,
        boolean sorted,
        boolean backwards) {

    /** The narrowest range comes last. */
    static final Comparator<KeyRange> NARROWNESS =
            comparingInt(KeyRange::fixed).thenComparing(KeyRange::bounded).thenComparing(KeyRange::sorted);

    /** The range of an index with these fields; empty where the index is of no use to the query. */
    static Optional<KeyRange> of(List<String> fields, Document query, @Nullable Document orderBy) {
        var fixed = new ArrayList<@Nullable Object>();
        while (fixed.size() < fields.size() && isScalar(query.get(fields.get(fixed.size())))) {
            fixed.add(query.get(fields.get(fixed.size())));
        }
        var rest = fields.subList(fixed.size(), fields.size());
        var bounds = rest.isEmpty() ? Bounds.NONE : Bounds.of(query.get(rest.getFirst()));
        var direction = direction(rest, new HashSet<>(fields.subList(0, fixed.size())), orderBy);
        var range = new KeyRange(
                with(fixed, bounds.lower(), null),
                with(fixed, bounds.upper(), MaxKey.getInstance()),
                fixed.size(),
                bounds.lower() != null || bounds.upper() != null,
                direction != 0,
                direction < 0);
        return range.fixed > 0 || range.bounded || (range.sorted && orderBy != null)
                ? Optional.of(range)
                : Optional.empty();
    }

    private static List<@Nullable Object> with(
            List<@Nullable Object> fixed, @Nullable Object bound, @Nullable Object end) {
        var values = new ArrayList<>(fixed);
        if (bound != null) {
            values.add(bound);
        }
        if (end != null) {
            values.add(end);
        }
        return values;
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** 1 or -1 where the entries of the range are in the order that was asked for, or in its reverse; else 0. */
    private static int direction(List<String> rest, Set<String> fixed, @Nullable Document orderBy) {
        if (orderBy == null) {
            return 1;
        }
        int direction = 0;
        int next = 0;
        for (var each : orderBy.entrySet()) {
            if (fixed.contains(each.getKey())) {
                continue;
            }
            int asked = each.getValue() instanceof Number number ? number.intValue() : 0;
            boolean follows = next < rest.size() && rest.get(next++).equals(each.getKey());
            if (!follows || asked == 0 || asked == -direction) {
                return 0;
            }
            direction = asked;
        }
        return direction == 0 ? 1 : direction;
    }

    /** What a query demands of a field; null where that side is open. */
    private record Bounds(@Nullable Object lower, @Nullable Object upper) {

        static final Bounds NONE = new Bounds(null, null);

        static Bounds of(@Nullable Object condition) {
            if (!(condition instanceof Document operators)) {
                return NONE;
            }
            var lower = firstOf(operators, "$gt", "$gte");
            var upper = firstOf(operators, "$lt", "$lte");
            return lower == null && upper == null ? NONE : new Bounds(lower, upper);
        }

        private static @Nullable Object firstOf(Document operators, String exclusive, String inclusive) {
            var bound = operators.get(exclusive) == null ? operators.get(inclusive) : operators.get(exclusive);
            return isScalar(bound) || bound instanceof Instant ? bound : null;
        }
    }
}
