package dev.millrace.embedded;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an index that belong to a query, where the entries alone tell: the first fields are fixed by equality, the next one
 * may be bounded, and the query asks for nothing else.
 *
 * @param fixed values of the first fields
 * @param lower bound of the next field; null where it is open on both sides
 * @param upper bound of the next field; null where it is open on both sides
 */
record ExactRange(
        List<@Nullable Object> fixed,
        @Nullable Bound lower,
        @Nullable Bound upper) {

    /** @param inclusive whether the value itself is within */
    record Bound(Object value, boolean inclusive) {}

    /** Before the first entry: an entry that is shorter comes before those that begin with it. */
    List<@Nullable Object> from() {
        return lower == null ? fixed : end(lower, !lower.inclusive());
    }

    /** Behind the last entry. */
    List<@Nullable Object> to() {
        return upper == null ? behind(fixed) : end(upper, upper.inclusive());
    }

    private List<@Nullable Object> end(Bound bound, boolean behind) {
        var values = with(fixed, bound.value());
        return behind ? behind(values) : values;
    }

    /** Behind all entries that begin with these values. */
    static List<@Nullable Object> behind(List<@Nullable Object> values) {
        return with(values, MaxKey.getInstance());
    }

    private static List<@Nullable Object> with(List<@Nullable Object> values, Object more) {
        return Stream.<@Nullable Object>concat(values.stream(), Stream.of(more)).toList();
    }

    /** The range of an index with these fields; empty where its entries do not tell all that the query asks for. */
    static Optional<ExactRange> of(List<String> fields, Document query) {
        return KeyRange.of(fields, query, null).flatMap(range -> of(fields, query, range));
    }

    private static Optional<ExactRange> of(List<String> fields, Document query, KeyRange range) {
        var fixed = range.lowest().subList(0, range.fixed());
        if (!range.bounded()) {
            return query.size() == range.fixed() ? Optional.of(new ExactRange(fixed, null, null)) : Optional.empty();
        }
        return query.size() == range.fixed() + 1 && query.get(fields.get(range.fixed())) instanceof Document operators
                ? bounded(fixed, operators)
                : Optional.empty();
    }

    private static Optional<ExactRange> bounded(List<@Nullable Object> fixed, Document operators) {
        var lower = bound(operators, "$gt", "$gte");
        if (lower == null) {
            return Optional.empty();
        }
        var upper = operators.size() == 1 ? end(lower.value()) : bound(operators, "$lt", "$lte");
        return upper != null && operators.size() <= 2 && (operators.size() == 1 || alike(lower.value(), upper.value()))
                ? Optional.of(new ExactRange(fixed, lower, upper))
                : Optional.empty();
    }

    private static @Nullable Bound bound(Document operators, String exclusive, String inclusive) {
        var within = operators.get(inclusive);
        if (within != null) {
            return operators.containsKey(exclusive) ? null : new Bound(within, true);
        }
        var end = operators.get(exclusive);
        return end == null ? null : new Bound(end, false);
    }

    /** Before the first value of the type that follows in MongoDB's order: a bound leaves out values of other types. */
    private static @Nullable Bound end(Object value) {
        return switch (value) {
            case String text -> new Bound(new Document(), false);
            case Number number -> new Bound("", false);
            case Instant time -> new Bound(new BsonTimestamp(0), false);
            default -> null;
        };
    }

    private static boolean alike(Object one, Object other) {
        return (one instanceof Number && other instanceof Number) || one.getClass() == other.getClass();
    }
}
