package dev.millrace.artifacts.web;

import dev.millrace.artifacts.ArtifactInventory;
import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.artifacts.ArtifactReferences.Reference;
import dev.millrace.security.Allowed;
import dev.millrace.security.Role;
import dev.millrace.web.PageLimit;
import dev.millrace.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells which artifacts this service's documents refer to, those of all projects. */
@RestController
class ReferencesController {

    private static final int MAX_LIMIT = 1_000;

    /** Behind the source in a cursor; ids of documents may contain it, names of sources do not. */
    private static final char BEHIND_SOURCE = ':';

    private final String service;
    private final ArtifactInventory store;
    private final List<ArtifactReferences> sources;

    ReferencesController(String service, ArtifactInventory store, List<ArtifactReferences> sources) {
        this.service = service;
        this.store = store;
        this.sources = sources.stream()
                .sorted(Comparator.comparing(ArtifactReferences::source))
                .toList();
    }

    /**
     * A page of what is referred to.
     *
     * @param store tells the artifact store from every other one
     * @param needed digests of artifacts
     * @param packages model packages, which are needed unless some service has freed them
     * @param freed model packages that are needed no more
     * @param next what to give as {@code after} for the next page; null at the end
     */
    record ReferencePage(
            String service,
            String store,
            List<String> needed,
            List<Reference.ModelFiles> packages,
            List<Reference.Freed> freed,
            @Nullable String next) {}

    @Operation(summary = "Artifacts that the documents of this service refer to, in all projects")
    @GetMapping("/v1/artifacts/references")
    @Allowed(Role.ADMIN)
    ReferencePage references(
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "500") int limit) {
        PageLimit.checked(limit, MAX_LIMIT);
        if (sources.isEmpty() && after.isEmpty()) {
            return page(List.of(), null);
        }
        int source = source(after);
        var id = after.substring(after.indexOf(BEHIND_SOURCE) + 1);
        var found = sources.get(source).after(id, limit);
        return page(found.references(), next(source, found.last()));
    }

    private int source(String after) {
        if (after.isEmpty()) {
            return 0;
        }
        var name = after.substring(0, Math.max(0, after.indexOf(BEHIND_SOURCE)));
        for (int source = 0; source < sources.size(); source++) {
            if (sources.get(source).source().equals(name)) {
                return source;
            }
        }
        throw outside("after", "after is empty or the next of the page before");
    }

    private @Nullable String next(int source, @Nullable String last) {
        if (last != null) {
            return sources.get(source).source() + BEHIND_SOURCE + last;
        }
        return source + 1 < sources.size() ? sources.get(source + 1).source() + BEHIND_SOURCE : null;
    }

    private ReferencePage page(List<Reference> references, @Nullable String next) {
        var needed = new ArrayList<String>();
        var packages = new ArrayList<Reference.ModelFiles>();
        var freed = new ArrayList<Reference.Freed>();
        for (Reference reference : references) {
            switch (reference) {
                case Reference.Needed one -> needed.addAll(one.artifacts());
                case Reference.ModelFiles one -> packages.add(one);
                case Reference.Freed one -> freed.add(one);
            }
        }
        return new ReferencePage(service, store.id(), needed, packages, freed, next);
    }

    private static Problem outside(String parameter, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "PARAMETER_RANGE", detail).with("pointer", parameter);
    }
}
