package dev.millrace.embedded;

import static java.util.Comparator.comparing;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collection that answers a query from the narrowest range of an index, or of the ids themselves, and reads everything only where
 * nothing fits. Stored documents never change: a change is made to a copy, which takes the place of the document.
 */
final class IndexedCollection extends H2Collection {

    private static final Logger log = LoggerFactory.getLogger(IndexedCollection.class);
    private static final List<String> ID_ONLY = List.of(OrderedIndex.ID);
    private static final int MANY = 1000;

    private final MVMap<Object, Document> documents;
    private final Set<List<List<String>>> scanned = ConcurrentHashMap.newKeySet();

    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> properties,
            CursorRegistry cursors) {
        super(database, name, options, documents, properties, cursors);
        this.documents = documents;
    }

    /** Does not count the bytes of the collection, because measuring a change means writing out both documents. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        var conditions = conditions(query);
        var way = named(conditions).or(() -> inRange(conditions, orderBy));
        if (way.isEmpty()) {
            warnOfScan(query, orderBy);
            return super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
        }
        var order = way.get().sorted() ? null : orderBy;
        return matchDocuments(query, way.get().ids(), order, skip, limit, batchSize, fields);
    }

    /** By the ids that a query names, where all are text, which is equal to itself alone. */
    private Optional<Way> named(Document conditions) {
        return switch (conditions.get(OrderedIndex.ID)) {
            case String id -> Optional.of(those(List.of(id)));
            case Document operators
            when operators.get("$in") instanceof Collection<?> ids
                    && ids.stream().allMatch(String.class::isInstance) -> Optional.of(those(ids));
            case null, default -> Optional.empty();
        };
    }

    private Way those(Collection<?> ids) {
        return new Way(
                ids.stream()
                        .distinct()
                        .filter(documents::containsKey)
                        .map(Object.class::cast)
                        .toList(),
                false);
    }

    /** By the narrowest range. */
    private Optional<Way> inRange(Document conditions, @Nullable Document orderBy) {
        return Stream.concat(rangeOfIds(conditions, orderBy).stream(), rangesOfIndexes(conditions, orderBy))
                .max(comparing(Ranged::range, KeyRange.NARROWNESS))
                .map(found -> new Way(found.ids(), found.range().sorted()));
    }

    /** All that a document must fulfil, also what a driver has put into {@code $and}, by field; of two conditions on one field the first. */
    private static Document conditions(Document query) {
        var conditions = new Document();
        query.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof List<?> all) {
                all.stream()
                        .filter(Document.class::isInstance)
                        .map(each -> conditions((Document) each))
                        .forEach(each -> each.forEach(conditions::putIfAbsent));
            } else {
                conditions.putIfAbsent(field, condition);
            }
        });
        return conditions;
    }

    /** Once for each kind of query: an index is missing for it, which nobody notices while the store is small. */
    private void warnOfScan(Document query, @Nullable Document orderBy) {
        long size = documents.sizeAsLong();
        var by = List.copyOf(query.keySet());
        var order = orderBy == null ? List.<String>of() : List.copyOf(orderBy.keySet());
        if (size >= MANY && scanned.add(List.of(by, order))) {
            log.warn("A query by {} in the order of {} reads all {} documents of {}", by, order, size, getFullName());
        }
    }

    /**
     * How many documents match, by the values of these fields: from entries alone, so that it takes about as long however many there are.
     * Empty where no index tells.
     */
    Optional<List<CountCommand.Group>> count(Document query, List<String> by) {
        if (query.isEmpty() && by.isEmpty()) {
            return Optional.of(all(documents.sizeAsLong()));
        }
        var groups = orderedIndexes()
                .flatMap(index ->
                        ExactRange.of(index.fields(), query).flatMap(range -> index.count(range, by)).stream());
        return Stream.concat(groups, by.isEmpty() ? countOfIds(query).stream() : Stream.empty())
                .findFirst();
    }

    private Optional<List<CountCommand.Group>> countOfIds(Document query) {
        return ExactRange.of(ID_ONLY, query)
                .filter(range -> range.lower() != null && range.lower().value() instanceof String)
                .filter(range -> range.upper() != null && range.upper().value() instanceof String)
                .map(range -> idsBefore(range.upper(), true) - idsBefore(range.lower(), false))
                .map(IndexedCollection::all);
    }

    private static List<CountCommand.Group> all(long count) {
        return count > 0 ? List.of(new CountCommand.Group(List.of(), count)) : List.of();
    }

    private long idsBefore(ExactRange.@Nullable Bound bound, boolean upper) {
        var end = Objects.requireNonNull(bound);
        long index = documents.getKeyIndex(end.value());
        boolean counted = index >= 0 && end.inclusive() == upper;
        return counted ? index + 1 : OrderedIndex.insertion(index);
    }

    /**
     * Answers copies. The answer is written out when the next command may be at work already, and that would change the very documents in
     * the answer: a reader would get one field from before the change and another from behind it.
     */
    @Override
    protected QueryResult createQueryResult(List<Document> found, int batchSize) {
        return super.createQueryResult(found.stream().map(Document::clone).toList(), batchSize);
    }

    private Stream<Ranged> rangesOfIndexes(Document query, @Nullable Document orderBy) {
        return orderedIndexes()
                .flatMap(index -> KeyRange.of(index.fields(), query, orderBy).stream()
                        .map(range -> new Ranged(range, index.ids(range))));
    }

    private Stream<OrderedIndex> orderedIndexes() {
        return getIndexes().stream().filter(OrderedIndex.class::isInstance).map(OrderedIndex.class::cast);
    }

    /** Only for text, which the map of the documents has in the same order as MongoDB. */
    private Optional<Ranged> rangeOfIds(Document query, @Nullable Document orderBy) {
        return KeyRange.of(ID_ONLY, query, orderBy)
                .filter(range -> !range.lowest().isEmpty() && range.lowest().getFirst() instanceof String)
                .map(range -> new Ranged(range, between(range)));
    }

    private Iterable<Object> between(KeyRange range) {
        var lowest = range.lowest().getFirst();
        var highest = range.highest().getFirst() instanceof String text ? text : null;
        return () ->
                range.backwards() ? documents.cursor(highest, lowest, true) : documents.cursor(lowest, highest, false);
    }

    /** A range and the ids of the documents in it. */
    private record Ranged(KeyRange range, Iterable<Object> ids) {}

    /**
     * What is read for a query.
     *
     * @param sorted whether in the order that was asked for
     */
    private record Way(Iterable<Object> ids, boolean sorted) {}
}
