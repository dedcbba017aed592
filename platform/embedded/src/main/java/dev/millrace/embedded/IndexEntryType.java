package dev.millrace.embedded;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an index are arrays, compared value by value in MongoDB's order of types and values. A shorter entry comes before
 * the longer ones that begin with it. In the file they are documents, with the places as names.
 */
final class IndexEntryType extends BasicDataType<Object> {

    private final ObjectDataType earlier = new ObjectDataType();

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }

    @Override
    public void write(WriteBuffer buffer, Object entry) {
        var document = new Document();
        for (var value : (@Nullable Object[]) entry) {
            document.put(Integer.toString(document.size()), value);
        }
        StoredBson.write(buffer, document);
    }

    @Override
    public Object read(ByteBuffer buffer) {
        return StoredBson.isNext(buffer) ? StoredBson.read(buffer).values().toArray() : earlier.read(buffer);
    }

    @Override
    public int getMemory(Object entry) {
        return StoredBson.heapBytes(Arrays.asList((@Nullable Object[]) entry));
    }

    @Override
    public int compare(Object first, Object second) {
        var one = (@Nullable Object[]) first;
        var other = (@Nullable Object[]) second;
        for (int n = 0; n < Math.min(one.length, other.length); n++) {
            int order = ValueComparator.asc().compare(one[n], other[n]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.length, other.length);
    }
}
