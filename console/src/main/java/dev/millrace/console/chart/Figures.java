package dev.millrace.console.chart;

import java.util.List;

/** The table that a plot is drawn from and that is shown below it, for everybody who would rather read. */
public record Figures(List<String> columns, List<List<String>> rows) {

    public Figures {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
