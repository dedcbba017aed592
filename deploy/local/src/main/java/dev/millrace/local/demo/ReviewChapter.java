package dev.millrace.local.demo;

import dev.millrace.local.client.Api;
import dev.millrace.local.client.Specification;
import dev.millrace.local.client.UploadOutcome;
import dev.millrace.local.stack.Part;
import java.util.Map;

/** A pipeline whose models wait for a person, and a person who says no. */
final class ReviewChapter {

    private static final int ROWS = 2000;

    private final Stage stage;
    private final Specification specification;
    private final DemoRows rows;

    ReviewChapter(Stage stage, Specification specification, DemoRows rows) {
        this.stage = stage;
        this.specification = specification;
        this.rows = rows;
    }

    void tell() {
        var name = specification.spec().name() + "-reviewed";
        var dataset = specification.spec().data().dataset() + "-reviewed";
        stage.story().chapter("Where a pipeline says approval: manual, a person decides; this one says no");
        DemoSpecification.reviewed(specification, name, dataset).apply(stage.api());
        var file = stage.write("few.csv", rows.trips().columns(), rows.trips().shifted(ROWS));
        stage.expect(UploadOutcome.PENDING_APPROVAL, stage.upload(file, dataset), name);
        Api.asReviewer(stage.endpoints())
                .post(
                        Part.REGISTRY,
                        "/v1/models/" + name + "/versions/1/reject",
                        Map.of("reason", "trained on too few trips"));
        stage.await(
                "model.rejected",
                event -> event.topic().equals("model.rejected")
                        && event.field("model").equals(name),
                () -> {});
    }
}
