package dev.millrace.local.demo;

import dev.millrace.local.client.Specification;
import dev.millrace.local.client.UploadOutcome;
import java.util.ArrayList;
import java.util.List;

/** Data that break what the dataset has always been go no further than validation. */
final class RefuseChapter {

    private static final int ROWS = 300;

    private final Stage stage;
    private final Specification specification;
    private final DemoRows rows;

    RefuseChapter(Stage stage, Specification specification, DemoRows rows) {
        this.stage = stage;
        this.specification = specification;
        this.rows = rows;
    }

    void tell() {
        var trips = rows.trips();
        var broken = firstFeature();
        stage.story()
                .chapter("A file with a broken column is stopped at the door (" + broken + " is empty in every row)");
        var index = trips.columns().indexOf(broken);
        var file = stage.write(
                "broken.csv",
                trips.columns(),
                trips.shifted(ROWS).stream().map(row -> without(row, index)).toList());
        var dataset = specification.spec().data().dataset();
        stage.expect(
                UploadOutcome.REJECTED,
                stage.upload(file, dataset),
                specification.spec().name());
    }

    private static List<String> without(List<String> row, int index) {
        var changed = new ArrayList<>(row);
        changed.set(index, "");
        return changed;
    }

    /** The first column that the specification calls critical, or the first of all. */
    private String firstFeature() {
        var critical = specification.spec().monitor().critical();
        return critical.isEmpty() ? rows.trips().columns().getFirst() : critical.getFirst();
    }
}
