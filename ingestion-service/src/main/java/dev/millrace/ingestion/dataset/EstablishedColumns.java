package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnList;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.datasets.ColumnType;
import dev.millrace.ingestion.dataset.check.Habits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes the lists of columns that datasets and versions refer to. */
final class EstablishedColumns {

    private final ColumnLists lists;

    EstablishedColumns(ColumnLists lists) {
        this.lists = lists;
    }

    Established of(DatasetState state) {
        var types = new LinkedHashMap<String, ColumnType>();
        if (state.isSettled()) {
            lists.columns(state.columns()).forEach(column -> types.put(column.name(), column.type()));
        }
        return new Established(types, state.habits());
    }

    ColumnList carried(List<Column> columns) {
        return lists.carried(columns);
    }

    List<Column> columns(ColumnList carried) {
        return lists.columns(carried);
    }

    /**
     * What earlier versions have settled.
     *
     * @param types that columns got when they first had values
     * @param habits in which values were written
     */
    record Established(Map<String, ColumnType> types, Habits habits) {

        /** With those that are new, at the end. */
        List<Column> and(List<Column> others) {
            var all = new ArrayList<Column>();
            types.forEach((name, type) -> all.add(new Column(name, type)));
            others.stream().filter(column -> !types.containsKey(column.name())).forEach(all::add);
            return all;
        }
    }
}
