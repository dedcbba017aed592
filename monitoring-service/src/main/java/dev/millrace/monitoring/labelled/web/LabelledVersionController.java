package dev.millrace.monitoring.labelled.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.monitoring.labelled.LabelledVersion;
import dev.millrace.monitoring.labelled.ReadLabelledVersion;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Labels of versions over HTTP. */
@RestController
class LabelledVersionController {

    private final ReadLabelledVersion readLabelledVersion;

    LabelledVersionController(ReadLabelledVersion readLabelledVersion) {
        this.readLabelledVersion = readLabelledVersion;
    }

    /** What became of the rows of a version that name a prediction. */
    record VersionLabels(
            String dataset,
            long version,
            LabelledVersion.Status status,
            @JsonUnwrapped LabelledVersion.RowCounts rows) {}

    @Operation(summary = "What became of the labels of a dataset version whose rows name predictions")
    @GetMapping("/v1/datasets/{dataset}/versions/{version}/labels")
    @Allowed(Role.VIEWER)
    VersionLabels labels(Caller caller, @PathVariable String dataset, @PathVariable long version) {
        return readLabelledVersion
                .find(caller.project(), Names.checked(dataset), version)
                .map(found -> new VersionLabels(dataset, version, found.status(), found.counts()))
                .orElseThrow(() -> NotFound.of(
                        "NOT_FOUND",
                        "Dataset %s has no version %d with a column millrace.prediction, or it was not found valid yet"
                                .formatted(dataset, version),
                        "./millrace dataset %s shows its versions and the verdicts on them".formatted(dataset)));
    }
}
