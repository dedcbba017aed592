package dev.millrace.local.command;

import dev.millrace.local.client.DatasetSchema;
import dev.millrace.local.stack.Complaint;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "schema",
        description = "Show what new versions of a dataset are checked against, or correct it.",
        footer = {
            "",
            "millrace schema DATASET                     shows the schema in force, and what might be accepted",
            "millrace schema DATASET versions            shows who changed it, when and why",
            "millrace schema DATASET accept              accepts the schema that the newest version keeps to",
            "millrace schema DATASET loosen COLUMN RULE  takes one demand on a column back",
            "millrace schema DATASET judge               judges the newest version again, if it was rejected"
        })
final class SchemaCommand implements Callable<Integer> {

    /** What to do. */
    private enum Action {
        SHOW,
        VERSIONS,
        ACCEPT,
        LOOSEN,
        JUDGE
    }

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name.")
    private String dataset = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "SHOW",
            paramLabel = "ACTION",
            description = "versions, accept, loosen or judge; shows the schema if left out.")
    private Action action = Action.SHOW;

    @Parameters(index = "2", arity = "0..1", paramLabel = "COLUMN", description = "With loosen: the column.")
    private @Nullable String column;

    @Parameters(
            index = "3",
            arity = "0..1",
            paramLabel = "RULE",
            description =
                    "With loosen: required, type, unreadable, missing, domain, negative, range, infinite or repeated.")
    private @Nullable String rule;

    @Option(
            names = {"--why", "--reason"},
            paramLabel = "TEXT",
            description = "With accept and loosen: why, for whoever asks later.")
    private @Nullable String why;

    @Override
    public Integer call() {
        var schema = new DatasetSchema(options.api(), dataset);
        switch (action) {
            case SHOW -> show(schema);
            case VERSIONS -> print(schema.versions(), SchemaPrinter::versions);
            case ACCEPT -> accept(schema);
            case LOOSEN -> corrected(schema.loosen(need(column, "COLUMN"), need(rule, "RULE"), reason("loosened")));
            case JUDGE -> judge(schema);
        }
        return 0;
    }

    private void show(DatasetSchema schema) {
        var inForce = schema.inForce();
        print(inForce, SchemaPrinter::schema);
        var proposal = schema.proposal();
        if (!options.json && proposal != null && !proposal.path("changes").isEmpty()) {
            new SchemaPrinter(options.console()).proposal(proposal);
        }
    }

    private void accept(DatasetSchema schema) {
        var proposal = schema.proposal();
        if (proposal == null || proposal.path("changes").isEmpty()) {
            throw new Complaint("there is nothing to accept: the newest version of " + dataset
                    + " keeps to the schema in force, or none was judged by it");
        }
        if (!options.json) {
            new SchemaPrinter(options.console()).proposal(proposal);
        }
        corrected(schema.put(
                proposal.path("schemaVersion").asInt(),
                proposal.path("schema"),
                reason("accepted from version " + proposal.path("version").asLong())));
        if (!options.json && !proposal.path("usable").asBoolean()) {
            options.console()
                    .line("Version " + proposal.path("version").asLong()
                            + " stays rejected until it is judged again: ./millrace schema " + dataset + " judge");
        }
    }

    private void corrected(JsonNode answer) {
        if (options.json) {
            options.console().json(answer);
        } else {
            options.console()
                    .line("Schema " + answer.path("schemaVersion").asInt() + " of " + dataset
                            + " is in force for every version that is judged from now on.");
        }
    }

    private void judge(DatasetSchema schema) {
        var answer = schema.judgeNewest();
        if (options.json) {
            options.console().json(answer);
        } else {
            options.console()
                    .line("Version " + answer.path("version").asLong() + " is judged again: ./millrace dataset "
                            + dataset + ", or ./millrace watch --cascade "
                            + answer.path("cascadeId").asString());
        }
    }

    /** Prints for people or for scripts. */
    @FunctionalInterface
    private interface Printing {
        void print(SchemaPrinter printer, JsonNode what);
    }

    private void print(JsonNode what, Printing printing) {
        if (options.json) {
            options.console().json(what);
        } else {
            printing.print(new SchemaPrinter(options.console()), what);
        }
    }

    private String reason(String otherwise) {
        return why == null ? otherwise + " with the millrace command" : why;
    }

    private String need(@Nullable String given, String what) {
        if (given == null) {
            throw new Complaint(
                    "loosen needs a " + what + ": millrace schema " + dataset + " loosen COLUMN RULE --why …");
        }
        return given;
    }
}
