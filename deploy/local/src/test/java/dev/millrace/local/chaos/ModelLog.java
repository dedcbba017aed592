package dev.millrace.local.chaos;

import dev.millrace.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/**
 * What the topics say about one model, so that what monitoring says can be worked out anew.
 *
 * @param answers every prediction that serving logged, by its id
 * @param twice ids that were logged more than once
 * @param labels of each partition the first one of each prediction, in the order of the topic
 * @param copies records of labels beside these
 */
record ModelLog(
        String model, Map<String, Answer> answers, List<String> twice, Map<Integer, List<Told>> labels, long copies) {

    /**
     * One logged prediction.
     *
     * @param scores in the order of the classes
     */
    record Answer(long generation, String predicted, List<String> classes, List<Double> scores) {}

    /** @param observedAt microseconds since 1970 */
    record Told(String predictionId, String label, long observedAt) {}

    static ModelLog of(EventLog events, String model) {
        var answers = new HashMap<String, Answer>();
        var twice = new ArrayList<String>();
        for (Event event : events.distinct(Topics.INFERENCE_LOGGED)) {
            if (event.text("model").equals(model)) {
                for (var row : (List<?>) event.content().get("rows")) {
                    var answered = (GenericRecord) row;
                    var id = String.valueOf(answered.get("predictionId"));
                    if (answers.put(id, answer(event, answered)) != null) {
                        twice.add(id);
                    }
                }
            }
        }
        var labels = labels(events, model);
        long first = labels.values().stream().mapToLong(List::size).sum();
        return new ModelLog(
                model, answers, twice, labels, records(events, model).count() - first);
    }

    private static Answer answer(Event event, GenericRecord row) {
        return new Answer(
                event.number("generation"),
                String.valueOf(row.get("prediction")),
                event.texts("classes"),
                ((List<?>) row.get("scores"))
                        .stream().map(score -> ((Number) score).doubleValue()).toList());
    }

    private static Stream<Event> records(EventLog events, String model) {
        return events.all()
                .filter(event -> event.topic().equals(Topics.FEEDBACK_RECEIVED.name())
                        && event.text("model").equals(model));
    }

    private static Map<Integer, List<Told>> labels(EventLog events, String model) {
        var labels = new TreeMap<Integer, List<Told>>();
        var known = new HashSet<String>();
        records(events, model).forEach(event -> {
            if (known.add(event.text("predictionId"))) {
                labels.computeIfAbsent(event.partition(), partition -> new ArrayList<>())
                        .add(new Told(event.text("predictionId"), event.text("label"), event.number("observedAt")));
            }
        });
        return labels;
    }

    /** Of each partition the labels that a prediction was logged for, in order. */
    Map<Integer, List<Scored>> scored() {
        var scored = new TreeMap<Integer, List<Scored>>();
        labels.forEach((partition, told) -> scored.put(
                partition,
                told.stream()
                        .flatMap(label -> Stream.ofNullable(answers.get(label.predictionId()))
                                .map(answer -> Scored.of(label, answer)))
                        .toList()));
        return scored;
    }

    /** How many labels of predictions there are, if each is taken once. */
    long labelled() {
        return labels.values().stream().mapToLong(List::size).sum();
    }

    /** How many labels are about predictions that nobody logged. */
    long unmatched() {
        return labels.values().stream()
                .flatMap(List::stream)
                .filter(label -> !answers.containsKey(label.predictionId()))
                .count();
    }
}
