package dev.millrace.registry.model.web;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Part of a list.
 *
 * @param more whether there is more of it behind
 */
record Page<T>(List<T> items, boolean more) {

    Page {
        items = List.copyOf(items);
    }

    /** @param query gives at most as many items as it is asked for */
    static <T> Page<T> of(int limit, IntFunction<List<T>> query) {
        var items = query.apply(limit + 1);
        return new Page<>(items.subList(0, Math.min(limit, items.size())), items.size() > limit);
    }

    <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), more);
    }
}
