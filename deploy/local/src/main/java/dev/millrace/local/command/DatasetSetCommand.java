package dev.millrace.local.command;

import dev.millrace.local.client.Api;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "set",
        description =
                "Say how the files of a dataset are to be read, where that is guessed wrongly. What is not named stays;"
                        + " an empty value takes a setting back. It holds from the next file on.")
final class DatasetSetCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name.")
    private String dataset = "";

    @Option(names = "--delimiter", paramLabel = "TEXT", description = "Between fields, one character; tab is \\t.")
    private @Nullable String delimiter;

    @Option(
            names = "--quote",
            paramLabel = "TEXT",
            description =
                    "Around fields; \\\" where quotes inside have a backslash before them, none where quotation marks are"
                            + " characters like any other.")
    private @Nullable String quote;

    @Option(names = "--encoding", paramLabel = "NAME", description = "UTF-8, UTF-16LE, UTF-16BE or windows-1252.")
    private @Nullable String encoding;

    @Option(names = "--decimal", paramLabel = "MARK", description = ". or ,")
    private @Nullable String decimal;

    @Option(names = "--date-order", paramLabel = "ORDER", description = "day-month-year or month-day-year.")
    private @Nullable String dateOrder;

    @Option(names = "--missing", paramLabel = "TEXT", description = "Means that a value is missing; may be repeated.")
    private List<String> missing = new ArrayList<>();

    @Option(names = "--not-missing", paramLabel = "TEXT", description = "Is a value all the same; may be repeated.")
    private List<String> notMissing = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "COLUMN=TYPE",
            description = "BOOLEAN, INTEGER, DOUBLE, STRING, DATE or TIMESTAMP; may be repeated.")
    private List<String> types = new ArrayList<>();

    @Option(names = "--flatten", paramLabel = "true|false", description = "Make columns a.b of nested values.")
    private @Nullable Boolean flatten;

    @Override
    public Integer call() {
        var api = options.api();
        var path = "/v1/datasets/" + Api.step(dataset) + "/settings";
        var before = api.find(Part.INGESTION, path);
        var settings = settings(before);
        if (settings.equals(settings(before, Map.of()))) {
            throw new Complaint("nothing is set: name a setting, such as --delimiter ';'; --help lists them");
        }
        var answer = api.put(Part.INGESTION, path, settings);
        if (options.json) {
            options.console().json(answer);
        } else {
            options.console()
                    .line("Files of " + dataset + " are read by settings "
                            + answer.path("number").asLong() + " from the next one on: "
                            + answer.path("settings"));
        }
        return 0;
    }

    private Map<String, Object> settings(@Nullable JsonNode before) {
        var named = new LinkedHashMap<String, Object>();
        put(named, "delimiter", delimiter == null ? null : delimiter.replace("\\t", "\t"));
        put(named, "quote", quote);
        put(named, "encoding", encoding);
        put(named, "decimal", decimal);
        put(named, "dateOrder", dateOrder);
        if (!missing.isEmpty()) {
            named.put("missing", texts(missing));
        }
        if (!notMissing.isEmpty()) {
            named.put("notMissing", texts(notMissing));
        }
        if (!types.isEmpty()) {
            named.put("types", types(types));
        }
        if (flatten != null) {
            named.put("flatten", flatten);
        }
        return settings(before, named);
    }

    /** By column, whose name may have an equals sign. */
    static Map<String, String> types(List<String> given) {
        var types = new LinkedHashMap<String, String>();
        for (var each : given) {
            int equals = each.lastIndexOf('=');
            if (equals < 1) {
                throw new Complaint("--type is COLUMN=TYPE, such as zip=STRING, and not " + each);
            }
            types.put(each.substring(0, equals), each.substring(equals + 1).toUpperCase(Locale.ROOT));
        }
        return types;
    }

    private static List<String> texts(List<String> given) {
        return given.equals(List.of("")) ? List.of() : given;
    }

    private static void put(Map<String, Object> named, String setting, @Nullable String value) {
        if (value != null) {
            named.put(setting, value);
        }
    }

    /** What is in force, with what was named in its place. */
    private static Map<String, Object> settings(@Nullable JsonNode before, Map<String, Object> named) {
        var all = new LinkedHashMap<String, Object>();
        if (before != null) {
            before.path("settings")
                    .propertyStream()
                    .filter(each -> !each.getValue().isNull())
                    .forEach(each -> all.put(each.getKey(), each.getValue()));
        }
        named.forEach((setting, value) -> {
            if (value.equals("")) {
                all.remove(setting);
            } else {
                all.put(setting, value);
            }
        });
        return all;
    }
}
