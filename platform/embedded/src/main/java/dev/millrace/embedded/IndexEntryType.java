package dev.millrace.embedded;

import de.bwaldvogel.mongo.backend.ValueComparator;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an index are arrays, compared value by value in MongoDB's order of types and values. A shorter entry comes before
 * the longer ones that begin with it.
 */
final class IndexEntryType extends ObjectDataType {

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
