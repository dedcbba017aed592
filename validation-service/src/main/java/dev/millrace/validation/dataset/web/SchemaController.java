package dev.millrace.validation.dataset.web;

import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.validation.dataset.CorrectSchema;
import dev.millrace.validation.dataset.Correction;
import dev.millrace.validation.dataset.FindSchemas;
import dev.millrace.validation.dataset.SchemaVersion;
import dev.millrace.validation.rule.Schema;
import dev.millrace.web.Names;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a dataset should look like, and lets people correct it. */
@RestController
@RequestMapping("/v1/datasets/{dataset}/schema")
class SchemaController {

    private static final int MOST = 200;
    private static final int LONGEST_REASON = 1000;
    private static final int TOLD_PROBLEMS = 20;

    private final FindSchemas schemas;
    private final CorrectSchema correctSchema;

    SchemaController(FindSchemas schemas, CorrectSchema correctSchema) {
        this.schemas = schemas;
        this.correctSchema = correctSchema;
    }

    /**
     * A schema in place of the one in force.
     *
     * @param schemaVersion the version that it is to replace; 0 where there is none yet
     * @param reason why, for whoever asks later
     */
    record Change(
            @Nullable Integer schemaVersion,
            @Nullable String reason,
            @Nullable Schema schema) {}

    record VersionView(
            int schemaVersion, long inferredFromVersion, boolean corrected, String by, Instant at, String reason) {

        static VersionView of(SchemaVersion version) {
            return new VersionView(
                    version.version(),
                    version.inferredFrom(),
                    version.corrected(),
                    version.by(),
                    version.at(),
                    version.reason());
        }
    }

    record VersionList(List<VersionView> versions) {}

    @Operation(summary = "The schema that new versions of a dataset are checked against, and who made it, when and why")
    @GetMapping
    @Allowed(Role.VIEWER)
    FindSchemas.WrittenSchema schema(@PathVariable String dataset, Caller caller) {
        return schemas.inForce(caller.project(), Names.checked(dataset))
                .orElseThrow(() -> UnknownDataset.of("No version of dataset " + dataset + " was usable yet"));
    }

    @Operation(
            summary =
                    "All that the next version of a dataset will be held to: the schema, and the newest usable version")
    @GetMapping("/standard")
    @Allowed(Role.VIEWER)
    FindSchemas.WrittenStandard standard(@PathVariable String dataset, Caller caller) {
        return schemas.standard(caller.project(), Names.checked(dataset))
                .orElseThrow(() -> UnknownDataset.of("No version of dataset " + dataset + " was judged yet"));
    }

    @Operation(summary = "Puts a corrected schema in force, in place of the version that it was made from")
    @PutMapping
    @Allowed(Role.DATA_ENGINEER)
    FindSchemas.WrittenSchema correct(@PathVariable String dataset, @RequestBody Change change, Caller caller) {
        var name = Names.checked(dataset);
        var request = request(name, change, caller);
        return switch (correctSchema.correct(request)) {
            case Correction.InForce(var version) ->
                schemas.find(caller.project(), name, version.version())
                        .orElseThrow(() -> UnknownDataset.of("The schema of dataset " + name + " is gone"));
            case Correction.MovedOn(var inForce) ->
                throw new Problem(
                                HttpStatus.CONFLICT,
                                "SCHEMA_CHANGED",
                                "Version " + inForce + " of the schema is in force, not " + request.base()
                                        + "; look at it and change that one")
                        .with("schemaVersion", inForce);
            case Correction.Faulty(var problems) ->
                throw new Problem(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "SCHEMA_INVALID",
                                problems.getFirst().message())
                        .with("pointer", "/schema" + problems.getFirst().pointer())
                        .with("problems", problems.stream().limit(TOLD_PROBLEMS).toList());
        };
    }

    @Operation(summary = "Versions of a dataset's schema, newest first")
    @GetMapping("/versions")
    @Allowed(Role.VIEWER)
    VersionList versions(
            @PathVariable String dataset,
            @RequestParam(defaultValue = "2147483647") int below,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        PageLimit.checked(limit, MOST);
        return new VersionList(schemas.list(caller.project(), Names.checked(dataset), below, limit).stream()
                .map(VersionView::of)
                .toList());
    }

    @Operation(summary = "One version of a dataset's schema")
    @GetMapping("/versions/{version}")
    @Allowed(Role.VIEWER)
    FindSchemas.WrittenSchema version(@PathVariable String dataset, @PathVariable int version, Caller caller) {
        return schemas.find(caller.project(), Names.checked(dataset), version)
                .orElseThrow(() ->
                        UnknownDataset.of("Dataset " + dataset + " has no version " + version + " of its schema"));
    }

    @Operation(summary = "A schema to which the version that was judged last keeps, and how it differs")
    @GetMapping("/proposal")
    @Allowed(Role.VIEWER)
    FindSchemas.Proposal proposal(@PathVariable String dataset, Caller caller) {
        return schemas.propose(caller.project(), Names.checked(dataset))
                .orElseThrow(() ->
                        UnknownDataset.of("No version of dataset " + dataset + " was judged by the schema in force"));
    }

    private static Correction.Request request(String dataset, Change change, Caller caller) {
        var base = change.schemaVersion();
        var reason = change.reason();
        var schema = change.schema();
        if (base == null) {
            throw invalid("VERSION_REQUIRED", "Say which version of the schema this is to replace; 0 for none")
                    .with("pointer", "/schemaVersion");
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw invalid("REASON_REQUIRED", "Say why, for whoever asks later")
                    .with("pointer", "/reason")
                    .with("limit", LONGEST_REASON);
        }
        if (schema == null) {
            throw invalid("SCHEMA_INVALID", "There is no schema").with("pointer", "/schema");
        }
        return new Correction.Request(caller.project(), dataset, base, schema, caller.subject(), reason);
    }

    private static Problem invalid(String code, String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }
}
