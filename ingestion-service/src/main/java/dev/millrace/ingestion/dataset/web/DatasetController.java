package dev.millrace.ingestion.dataset.web;

import dev.millrace.ingestion.dataset.Added;
import dev.millrace.ingestion.dataset.Arrival;
import dev.millrace.ingestion.dataset.FindDatasets;
import dev.millrace.ingestion.dataset.Request;
import dev.millrace.ingestion.dataset.SentFile;
import dev.millrace.ingestion.dataset.TakeInFile;
import dev.millrace.messaging.trail.Spans;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes uploads in and shows what has arrived. */
@RestController
@RequestMapping("/v1/datasets")
class DatasetController {

    private static final int MAX_LIMIT = 200;

    private final TakeInFile takeInFile;
    private final FindDatasets datasets;
    private final Spans spans;

    DatasetController(TakeInFile takeInFile, FindDatasets datasets, Spans spans) {
        this.takeInFile = takeInFile;
        this.datasets = datasets;
        this.spans = spans;
    }

    @DescribedUpload
    @PostMapping("/{dataset}/versions")
    @Allowed(Role.DATA_ENGINEER)
    ResponseEntity<UploadView> upload(
            @PathVariable String dataset,
            @RequestParam(defaultValue = "append") String mode,
            Caller caller,
            HttpServletRequest request)
            throws IOException {
        var name = Names.checked(dataset);
        var headers = UploadHeaders.of(request);
        var arrival = new Arrival(
                caller.project(),
                name,
                headers.format(),
                UploadHeaders.mode(mode),
                "upload",
                headers.fileName(),
                caller.subject(),
                Request.starting(headers.idempotencyKey()),
                headers.flatten());
        try (var span = spans.request(arrival.request().lineage(), "upload", request.getHeader("traceparent"))) {
            return answer(takeIn(arrival, headers, request, span));
        }
    }

    private Added takeIn(Arrival arrival, UploadHeaders headers, HttpServletRequest request, Spans.Work span)
            throws IOException {
        var sent = new SentFile(
                request.getInputStream(), request.getContentLengthLong(), headers.compression(), headers.digest());
        try {
            return takeInFile.takeIn(arrival, sent);
        } catch (Problem refused) {
            span.failed(refused.code());
            throw refused;
        }
    }

    @Operation(summary = "Datasets by name, each with its columns and number of versions")
    @GetMapping
    @Allowed(Role.VIEWER)
    List<DatasetView> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        return datasets.list(caller.project(), after, PageLimit.checked(limit, MAX_LIMIT)).stream()
                .map(DatasetView::of)
                .toList();
    }

    @Operation(summary = "One dataset: its columns and number of versions")
    @GetMapping("/{dataset}")
    @Allowed(Role.VIEWER)
    DatasetView dataset(@PathVariable String dataset, Caller caller) {
        return datasets.find(caller.project(), Names.checked(dataset))
                .map(DatasetView::of)
                .orElseThrow(() -> UnknownDataset.of(datasets, caller.project(), dataset));
    }

    @Operation(summary = "Versions of a dataset, newest first")
    @GetMapping("/{dataset}/versions")
    @Allowed(Role.VIEWER)
    List<VersionView> versions(
            @PathVariable String dataset,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        return datasets
                .versions(caller.project(), Names.checked(dataset), before, PageLimit.checked(limit, MAX_LIMIT))
                .orElseThrow(() -> UnknownDataset.of(datasets, caller.project(), dataset))
                .stream()
                .map(VersionView::of)
                .toList();
    }

    @Operation(summary = "One version: what arrived, from whom, and what is stored of it")
    @GetMapping("/{dataset}/versions/{version}")
    @Allowed(Role.VIEWER)
    VersionView version(@PathVariable String dataset, @PathVariable long version, Caller caller) {
        return datasets.version(caller.project(), Names.checked(dataset), version)
                .map(VersionView::of)
                .orElseThrow(() -> UnknownDataset.version(datasets, caller.project(), dataset, version));
    }

    private ResponseEntity<UploadView> answer(Added added) {
        return switch (added) {
            case Added.Created(var version) ->
                ResponseEntity.accepted().body(UploadView.of(datasets.withColumns(version), false));
            case Added.Duplicate(var version) -> ResponseEntity.ok(UploadView.of(datasets.withColumns(version), true));
            case Added.Replayed(var version) ->
                ResponseEntity.accepted()
                        .header("Idempotent-Replayed", "true")
                        .body(UploadView.of(datasets.withColumns(version), false));
        };
    }
}
