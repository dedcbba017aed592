package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.millrace.console.service.Problem;
import dev.millrace.testing.ConsoleReads;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The list of what the console reads says what its records say; the services hold their documents against that list. A
 * failure shows the whole list as it should be.
 */
class ReadsTests {

    private static final String ROOT = "dev.millrace.console.";

    private static final String KEEPERS = "ingestion,validation,training,registry,monitoring";
    private static final String ALL = KEEPERS + ",serving";

    /** Only who asks for one version is told who may decide about it; no page reads that of a version in a list. */
    private static final String REVIEWED = "registry GET /v1/models/{}/versions/{}";

    private static final Pattern REVIEW = Pattern.compile(".*\\breview\\..*");

    /** Which record each answer is read into. */
    private static final Map<String, List<String>> QUESTIONS = Map.ofEntries(
            Map.entry("alert.Alerts", List.of("monitoring GET /v1/alerts")),
            Map.entry("alert.Alerts$Alert", List.of("monitoring GET /v1/alerts/{}")),
            Map.entry("alert.Handling", List.of("monitoring GET /v1/alert-handling")),
            Map.entry("alert.Routes", List.of("monitoring GET /v1/alert-routes")),
            Map.entry("alert.Routes$Silences", List.of("monitoring GET /v1/silences")),
            Map.entry("audit.Audit", List.of(KEEPERS + " GET /v1/audit")),
            Map.entry("cascade.Cascade", List.of("monitoring GET /v1/cascades/{}")),
            Map.entry("cascade.Cascades", List.of("monitoring GET /v1/cascades")),
            Map.entry(
                    "data.DataAnswers$Dataset",
                    List.of("ingestion GET /v1/datasets []", "ingestion GET /v1/datasets/{}")),
            Map.entry("data.DataAnswers$JudgedList", List.of("validation GET /v1/datasets")),
            Map.entry("data.DataAnswers$Labels", List.of("monitoring GET /v1/datasets/{}/versions/{}/labels")),
            Map.entry("data.DataAnswers$Pipelines", List.of("training GET /v1/pipelines")),
            Map.entry("data.DataAnswers$Report", List.of("validation GET /v1/datasets/{}/versions/{}/report")),
            Map.entry("data.DataAnswers$Schema", List.of("validation GET /v1/datasets/{}/schema")),
            Map.entry("data.DataAnswers$Statistics", List.of("validation GET /v1/datasets/{}/versions/{}/statistics")),
            Map.entry("data.DataAnswers$Verdicts", List.of("validation GET /v1/datasets/{}/versions")),
            Map.entry(
                    "data.DataAnswers$Version",
                    List.of("ingestion GET /v1/datasets/{}/versions []", "ingestion GET /v1/datasets/{}/versions/{}")),
            Map.entry("model.DriftHistoryController$History", List.of("monitoring GET /v1/models/{}/drift/history")),
            Map.entry("model.MonitoringAnswers$Baseline", List.of("monitoring GET /v1/models/{}/drift/baseline")),
            Map.entry("model.MonitoringAnswers$Drift", List.of("monitoring GET /v1/models/{}/drift")),
            Map.entry("model.MonitoringAnswers$EpisodeList", List.of("monitoring GET /v1/models/{}/episodes")),
            Map.entry("model.MonitoringAnswers$Gathering", List.of("monitoring GET /v1/models/{}/feedback")),
            Map.entry("model.MonitoringAnswers$ModelLevels", List.of("monitoring GET /v1/models")),
            Map.entry("model.MonitoringAnswers$Performance", List.of("monitoring GET /v1/models/{}/performance")),
            Map.entry(
                    "model.RegistryAnswers$Decided",
                    List.of(
                            "registry POST /v1/models/{}/rollback",
                            "registry POST /v1/models/{}/versions/{}/approve",
                            "registry POST /v1/models/{}/versions/{}/reject")),
            Map.entry("model.RegistryAnswers$Evaluation", List.of("registry GET /v1/models/{}/versions/{}/evaluation")),
            Map.entry("model.ModelController$GenerationList", List.of("registry GET /v1/models/{}/generations")),
            Map.entry("model.RegistryAnswers$Lineage", List.of("registry GET /v1/models/{}/versions/{}/lineage")),
            Map.entry("model.RegistryAnswers$ModelDetail", List.of("registry GET /v1/models/{}")),
            Map.entry("model.RegistryAnswers$ModelList", List.of("registry GET /v1/models")),
            Map.entry("model.RegistryAnswers$PipelineVersion", List.of("registry GET /v1/pipelines/{}/versions/{}")),
            Map.entry("model.RegistryAnswers$Version", List.of("registry GET /v1/models/{}/versions/{}")),
            Map.entry("model.ModelController$VersionList", List.of("registry GET /v1/models/{}/versions")),
            Map.entry("operations.Parked", List.of(ALL + " GET /v1/parked")),
            Map.entry("operations.ParkedRecord", List.of(ALL + " GET /v1/parked/{}")),
            Map.entry("pipeline.Decisions", List.of("monitoring GET /v1/decisions")),
            Map.entry("pipeline.PipelineController$Started", List.of("training POST /v1/pipelines/{}/runs")),
            Map.entry("pipeline.Specification", List.of("registry GET /v1/pipelines/{}")),
            Map.entry("pipeline.Specification$Version", List.of("registry GET /v1/pipelines/{}/versions/{}")),
            Map.entry("pipeline.Trigger", List.of("training GET /v1/pipelines/{}")),
            Map.entry("pipeline.Triggers", List.of("training GET /v1/pipelines")),
            Map.entry("prediction.PredictionController$Prediction", List.of("monitoring GET /v1/predictions/{}")),
            Map.entry("prediction.PredictionController$Origin", List.of("monitoring GET /v1/predictions/{}/origin")),
            Map.entry("run.Run", List.of("training GET /v1/runs/{}", "training POST /v1/runs/{}/cancel")),
            Map.entry("run.Runs", List.of("training GET /v1/runs")),
            Map.entry("service.Summary", List.of(ALL + " GET /v1/summary")),
            Map.entry("signin.Entrance$Known", List.of(ALL + " GET /v1/whoami")));

    @Test
    void eachRecordThatAnAnswerIsReadIntoIsListed() {
        var asked = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.millrace.console")
                        .stream()
                        .flatMap(type -> type.getReferencedClassObjects().stream())
                        .map(ReferencedClassObject::getRawType)
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> type.isRecord() && type.getName().startsWith(ROOT))
                        .filter(type -> !type.isEquivalentTo(Problem.class))
                        .map(type -> type.getName().substring(ROOT.length()))
                        .collect(Collectors.toSet());

        assertThat(asked).containsExactlyInAnyOrderElementsOf(QUESTIONS.keySet());
    }

    @Test
    void theListSaysWhatTheRecordsSay() {
        var fields = new TreeMap<String, Set<String>>();
        QUESTIONS.forEach((type, questions) -> questions.forEach(question -> {
            var items = question.endsWith("[]") ? "[]" : "";
            fields.merge(
                    question.replace(" []", ""),
                    fields(record(type), items)
                            .filter(field -> question.equals(REVIEWED)
                                    || !REVIEW.matcher(field).matches())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    (one, other) ->
                            Stream.of(one, other).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new)));
        }));
        var list = fields.entrySet().stream()
                .map(entry -> entry.getKey() + "\n  " + String.join("\n  ", entry.getValue()) + "\n")
                .collect(Collectors.joining());

        assertThat(ConsoleReads.list()).isEqualTo(list);
    }

    private static Class<?> record(String name) {
        try {
            return Class.forName(ROOT + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Stream<String> fields(Class<?> record, String prefix) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> field(component, prefix));
    }

    private static Stream<String> field(RecordComponent component, String prefix) {
        if (component.isAnnotationPresent(JsonUnwrapped.class)
                || component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
            return fields(component.getType(), prefix);
        }
        var name = prefix.isEmpty() ? component.getName() : prefix + "." + component.getName();
        return values(component.getGenericType(), name);
    }

    private static Stream<String> values(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? values(arguments[1], name + ".*")
                    : values(arguments[0], name + "[]");
        }
        var simple = (Class<?>) type;
        return simple.isRecord() ? fields(simple, name) : Stream.of(name + ": " + json(simple));
    }

    private static String json(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        if (type == JsonNode.class || type == Object.class) {
            return "any";
        }
        assertThat(type).isIn(int.class, Integer.class, long.class, Long.class);
        return "integer";
    }
}
