package dev.millrace.embedded;

import de.bwaldvogel.mongo.backend.ValueComparator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * How the entries of an index are stored and compared: value by value, in MongoDB's order of types and values. A shorter entry comes
 * before the longer ones that begin with it.
 */
final class IndexEntryType extends BasicDataType<List<@Nullable Object>> {

    private final ObjectDataType values = new ObjectDataType();

    @Override
    public int compare(List<@Nullable Object> first, List<@Nullable Object> second) {
        for (int n = 0; n < Math.min(first.size(), second.size()); n++) {
            int order = ValueComparator.asc().compare(first.get(n), second.get(n));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(first.size(), second.size());
    }

    @Override
    public int getMemory(List<@Nullable Object> entry) {
        return values.getMemory(entry.toArray());
    }

    @Override
    public void write(WriteBuffer buffer, List<@Nullable Object> entry) {
        values.write(buffer, entry.toArray());
    }

    @Override
    public List<@Nullable Object> read(ByteBuffer buffer) {
        return Arrays.asList((@Nullable Object[]) values.read(buffer));
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public List<@Nullable Object>[] createStorage(int size) {
        return new List[size];
    }
}
