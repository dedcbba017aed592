package dev.millrace.serving.prediction.kafka;

import dev.millrace.contracts.InferenceLogged;
import dev.millrace.contracts.PredictionRow;
import dev.millrace.contracts.RouteRole;
import dev.millrace.messaging.Lineage;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Rows;
import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.ServedModel;
import dev.millrace.serving.prediction.Answer;
import dev.millrace.serving.prediction.PredictionLog.LoggedAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns gathered answers into records: one a version and partition, none too large for the broker. */
final class InferenceRecords {

    private static final int MAX_CHARACTERS = 400_000;

    private final String instance;
    private final double samplingRate;
    private final int maxRows;

    InferenceRecords(String instance, double samplingRate, int maxRows) {
        this.instance = instance;
        this.samplingRate = samplingRate;
        this.maxRows = maxRows;
    }

    /** One record and where it goes. */
    record Addressed(InferenceLogged event, int partition, Lineage lineage) {}

    private record Key(ServedModel model, int partition) {}

    List<Addressed> of(List<LoggedAnswer> answers) {
        Map<Key, List<LoggedAnswer>> groups = new LinkedHashMap<>();
        for (var answer : answers) {
            var key = new Key(answer.answer().model(), answer.answer().partition());
            groups.computeIfAbsent(key, first -> new ArrayList<>()).add(answer);
        }
        var records = new ArrayList<Addressed>();
        groups.forEach((key, group) -> addRecords(key, group, records));
        return records;
    }

    private void addRecords(Key key, List<LoggedAnswer> answers, List<Addressed> records) {
        List<PredictionRow> rows = new ArrayList<>();
        long characters = 0;
        for (var answer : answers) {
            for (int row = 0; row < answer.answer().size(); row++) {
                var inputs = inputs(answer.answer(), row);
                long added = characters(inputs);
                if (rows.size() == maxRows || (characters + added > MAX_CHARACTERS && !rows.isEmpty())) {
                    records.add(record(key, rows));
                    rows = new ArrayList<>();
                    characters = 0;
                }
                rows.add(row(answer, row, inputs));
                characters += added;
            }
        }
        records.add(record(key, rows));
    }

    private Addressed record(Key key, List<PredictionRow> rows) {
        Approval approval = key.model().approval();
        var event = new InferenceLogged();
        event.setProject(approval.name().project());
        event.setPipeline(approval.pipeline());
        event.setModel(approval.name().model());
        event.setVersion(approval.version());
        event.setGeneration(approval.generation());
        event.setRole(RouteRole.CHAMPION);
        event.setInstance(instance);
        event.setColumns(
                key.model().signature().features().stream().map(Feature::name).toList());
        event.setClasses(key.model().modelPackage().classes());
        event.setSamplingRate(samplingRate);
        event.setRows(rows);
        return new Addressed(event, key.partition(), new Lineage(approval.cascade(), approval.cause(), approval.hop()));
    }

    private static PredictionRow row(LoggedAnswer logged, int row, List<@Nullable Object> inputs) {
        var answer = logged.answer();
        var scores = new ArrayList<Double>();
        for (int place = 0; place < answer.model().scoresPerRow(); place++) {
            scores.add((double) answer.score(row, place));
        }
        var entry = new PredictionRow();
        entry.setPredictionId(answer.id(row));
        entry.setInputs(inputs);
        entry.setPrediction(answer.prediction(row));
        entry.setScores(scores);
        entry.setLatencyMicros(logged.latencyMicros());
        entry.setAt(logged.at());
        return entry;
    }

    private static List<@Nullable Object> inputs(Answer answer, int row) {
        var signature = answer.model().signature();
        var inputs = new ArrayList<@Nullable Object>(signature.width());
        for (int place = 0; place < signature.width(); place++) {
            inputs.add(input(answer.rows(), signature.feature(place), place, row));
        }
        return inputs;
    }

    private static @Nullable Object input(Rows rows, Feature feature, int place, int row) {
        if (feature.kind() == Feature.Kind.TEXT) {
            var text = rows.texts(place)[row];
            return text.isEmpty() ? null : text;
        }
        double number = rows.numbers(place)[row];
        if (Double.isNaN(number)) {
            return null;
        }
        return feature.kind() == Feature.Kind.BOOLEAN ? (Object) (number != 0) : (Object) number;
    }

    private static long characters(List<@Nullable Object> inputs) {
        long characters = 64;
        for (var input : inputs) {
            characters += input instanceof String text ? text.length() : Double.BYTES;
        }
        return characters;
    }
}
