package dev.millrace.serving.prediction.kafka;

import dev.millrace.contracts.InferenceLogged;
import dev.millrace.contracts.PredictionRow;
import dev.millrace.contracts.RouteRole;
import dev.millrace.messaging.Lineage;
import dev.millrace.models.EpochSeconds;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Rows;
import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.ServedModel;
import dev.millrace.serving.prediction.PredictionLog.LoggedAnswer;
import dev.millrace.serving.prediction.PredictionProperties;
import dev.millrace.serving.prediction.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns gathered answers into records: one a version and partition, and more where one would be too large for the broker. */
final class InferenceRecords {

    /** More than the fields of a record beside its rows, columns and classes take. */
    private static final int ENVELOPE_BYTES = 2_000;

    private final String instance;
    private final double samplingRate;
    private final int maxRows;
    private final long maxBytes;

    InferenceRecords(String instance, PredictionProperties.Log settings) {
        this.instance = instance;
        this.samplingRate = settings.samplingRate();
        this.maxRows = settings.batchRows();
        this.maxBytes = settings.recordSize().toBytes();
    }

    /**
     * One record and where it goes.
     *
     * @param memory what its rows take of the buffer
     */
    record Addressed(InferenceLogged event, int partition, Lineage lineage, long memory) {}

    /**
     * What became of gathered answers.
     *
     * @param tooLarge rows that are larger than a record may be
     * @param tooLargeMemory what those took of the buffer
     */
    record Cut(List<Addressed> records, int tooLarge, long tooLargeMemory) {}

    private record Key(ServedModel model, int partition) {}

    Cut of(List<LoggedAnswer> answers) {
        Map<Key, List<LoggedAnswer>> groups = new LinkedHashMap<>();
        for (var answer : answers) {
            var key = new Key(answer.answer().model(), answer.answer().partition());
            groups.computeIfAbsent(key, first -> new ArrayList<>()).add(answer);
        }
        var cutting = new Cutting();
        groups.forEach(cutting::add);
        return new Cut(cutting.records, cutting.tooLarge, cutting.tooLargeMemory);
    }

    /** Fills one record after the other. */
    private final class Cutting {

        private final List<Addressed> records = new ArrayList<>();
        private List<PredictionRow> rows = new ArrayList<>();
        private long bytes;
        private long memory;
        private int tooLarge;
        private long tooLargeMemory;

        void add(Key key, List<LoggedAnswer> answers) {
            long frame = frameBytes(key.model());
            for (var answer : answers) {
                long memoryOfRow = Memory.ofRow(answer.answer());
                for (int row = 0; row < answer.answer().size(); row++) {
                    var entry = row(answer, row, inputs(answer.answer(), row));
                    add(key, entry, frame, memoryOfRow);
                }
            }
            finish(key);
        }

        private void add(Key key, PredictionRow entry, long frame, long memoryOfRow) {
            long added = EncodedSize.of(entry);
            if (frame + added > maxBytes) {
                tooLarge++;
                tooLargeMemory += memoryOfRow;
                return;
            }
            if (rows.size() == maxRows || frame + bytes + added > maxBytes) {
                finish(key);
            }
            rows.add(entry);
            bytes += added;
            memory += memoryOfRow;
        }

        private void finish(Key key) {
            if (!rows.isEmpty()) {
                records.add(record(key, rows, memory));
            }
            rows = new ArrayList<>();
            bytes = 0;
            memory = 0;
        }
    }

    private static long frameBytes(ServedModel model) {
        long names = model.signature().features().stream()
                .mapToLong(feature -> EncodedSize.of(feature.name()))
                .sum();
        return ENVELOPE_BYTES
                + names
                + model.modelPackage().target().classes().stream()
                        .mapToLong(EncodedSize::of)
                        .sum();
    }

    private Addressed record(Key key, List<PredictionRow> rows, long memory) {
        Approval approval = key.model().approval();
        var event = new InferenceLogged();
        event.setProject(approval.name().project());
        event.setPipeline(approval.pipeline());
        event.setModel(approval.name().model());
        event.setVersion(approval.version());
        event.setGeneration(approval.generation());
        event.setRole(role(approval));
        event.setInstance(instance);
        event.setColumns(
                key.model().signature().features().stream().map(Feature::name).toList());
        event.setClasses(key.model().modelPackage().target().classes());
        event.setSamplingRate(samplingRate);
        event.setRows(rows);
        return new Addressed(
                event, key.partition(), new Lineage(approval.cascade(), approval.cause(), approval.hop()), memory);
    }

    private static RouteRole role(Approval approval) {
        return switch (approval.role()) {
            case CHAMPION -> RouteRole.CHAMPION;
        };
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

    private static List<@Nullable Object> inputs(Predictions answer, int row) {
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
        return switch (feature.kind()) {
            case BOOLEAN -> number != 0;
            case TIME -> EpochSeconds.text(number);
            case NUMBER, TEXT -> number;
        };
    }
}
