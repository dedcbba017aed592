package dev.millrace.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index, which the library itself does not have. Its entries are the keys of a map in the store: the indexed values
 * and, behind them, the document's id, in ascending order. Lists cannot be indexed.
 */
final class OrderedIndex extends Index<Object> {

    static final String ID = "_id";

    private final MVStore store;
    private final MVMap<Object, Boolean> entries;
    private final List<String> fields;

    OrderedIndex(MVStore store, String map, String name, List<IndexKey> keys) {
        super(name, keys, false);
        this.store = store;
        entries = store.openMap(map, new MVMap.Builder<Object, Boolean>().keyType(new IndexEntryType()));
        fields = Stream.concat(keys().stream().filter(field -> !field.equals(ID)), Stream.of(ID))
                .toList();
    }

    /** The fields by which the entries are in order; the last is the id. */
    List<String> fields() {
        return fields;
    }

    /** The ids of the documents in the range, in its direction. */
    Iterable<Object> ids(KeyRange range) {
        var lowest = range.lowest().toArray();
        var highest = range.highest().toArray();
        return () -> idsOf(
                range.backwards() ? entries.cursor(highest, lowest, true) : entries.cursor(lowest, highest, false));
    }

    /**
     * Number of entries in the range by the values of the fields behind those that are fixed; empty where these are others, or an entry
     * lacks one. By the map's own counts: for each group it reads one page of each level of the tree.
     */
    Optional<List<CountCommand.Group>> count(ExactRange range, List<String> by) {
        int first = range.fixed().size();
        int behind = first + by.size();
        if (behind > fields.size() || !fields.subList(first, behind).equals(by)) {
            return Optional.empty();
        }
        var groups = new ArrayList<CountCommand.Group>();
        long counted = entriesBefore(range.from());
        long all = entriesBefore(range.to());
        while (counted < all) {
            var values =
                    Arrays.asList((@Nullable Object[]) entries.getKey(counted)).subList(0, behind);
            if (values.contains(null)) {
                return Optional.empty();
            }
            long end = by.isEmpty() ? all : entriesBefore(ExactRange.behind(values));
            groups.add(new CountCommand.Group(values.subList(first, behind), end - counted));
            counted = end;
        }
        return Optional.of(groups);
    }

    private long entriesBefore(List<@Nullable Object> values) {
        return insertion(entries.getKeyIndex(values.toArray()));
    }

    /** How many keys come before one, by the index that the map gives it: below zero where the map does not have it. */
    static long insertion(long index) {
        return index >= 0 ? index : -index - 1;
    }

    private static Iterator<Object> idsOf(Iterator<Object> found) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return found.hasNext();
            }

            @Override
            public Object next() {
                var entry = (@Nullable Object[]) found.next();
                return Missing.ofNullable(entry[entry.length - 1]);
            }
        };
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        entries.put(entry(document), true);
    }

    @Override
    public Object remove(Document document) {
        entries.remove(entry(document));
        return getPosition(document);
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        var old = entry(before);
        var current = entry(after);
        if (!Arrays.equals(old, current)) {
            entries.remove(old);
            entries.put(current, true);
        }
    }

    private @Nullable Object[] entry(Document document) {
        return fields.stream().map(field -> value(document, field)).toArray();
    }

    private @Nullable Object value(Document document, String field) {
        var value = Utils.getSubdocumentValue(document, field);
        if (value instanceof Collection) {
            throw new BadValueException("index " + getName() + " cannot hold the list that is in " + field);
        }
        return Missing.isNullOrMissing(value) ? null : value;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        fields.forEach(field -> value(document, field));
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        checkAdd(after, collection);
    }

    /** The library asks its unique indexes only; {@link IndexedCollection} asks this one. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("an ordered index is asked for a range");
    }

    /** The key of the map that holds the document: its id. */
    @Override
    public Object getPosition(Document document) {
        return Missing.ofNullable(document.get(ID));
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        store.removeMap(entries);
    }
}
