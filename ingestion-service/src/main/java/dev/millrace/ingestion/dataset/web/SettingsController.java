package dev.millrace.ingestion.dataset.web;

import dev.millrace.ingestion.dataset.ChangeSettings;
import dev.millrace.ingestion.dataset.FindDatasets;
import dev.millrace.security.Allowed;
import dev.millrace.security.Caller;
import dev.millrace.security.Role;
import dev.millrace.web.Names;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and changes what people say about a dataset's files. */
@RestController
@RequestMapping("/v1/datasets/{dataset}/settings")
class SettingsController {

    private final ChangeSettings changeSettings;
    private final FindDatasets datasets;

    SettingsController(ChangeSettings changeSettings, FindDatasets datasets) {
        this.changeSettings = changeSettings;
        this.datasets = datasets;
    }

    @Operation(summary = "How a dataset's files are read, as far as a person has said so")
    @GetMapping
    @Allowed(Role.VIEWER)
    SettingsView settings(@PathVariable String dataset, Caller caller) {
        var name = Names.checked(dataset);
        return datasets.settings(caller.project(), name)
                .map(found -> SettingsView.of(name, found))
                .orElseThrow(() -> UnknownDataset.of(datasets, caller.project(), name));
    }

    @Operation(summary = "Says how a dataset's files are to be read; replaces what was said before")
    @PutMapping
    @Allowed(Role.DATA_ENGINEER)
    SettingsView change(@PathVariable String dataset, @RequestBody SettingsBody body, Caller caller) {
        var name = Names.checked(dataset);
        return SettingsView.of(name, changeSettings.change(caller.project(), name, body.settings(), caller.subject()));
    }
}
