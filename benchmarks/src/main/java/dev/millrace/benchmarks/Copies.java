package dev.millrace.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Fills the documents that a stack's lists are read from with copies of those that one real pipeline has left. It goes around the
 * services, which would take hours for as many: what is measured afterwards is reading, and nothing else. No service is told of the
 * copies, no audit and no event holds them, so such a stack is thrown away afterwards.
 */
final class Copies implements AutoCloseable {

    private static final int BATCH = 500;
    private static final long APART_MICROS = 60_000_000;

    /** The time in microseconds by which lists of runs and of cascades are ordered, with zeros in front. */
    private static final Pattern ORDER = Pattern.compile("0{1,3}\\d{16}(?=[-/])");

    /** The hour in which a cascade was first heard of, by which cascades are counted. */
    private static final Pattern HOUR = Pattern.compile("(?<=\"hour\": \")[^\"]+");

    private static final Map<String, List<String>> OF_PIPELINES = Map.of(
            "registry",
                    List.of(
                            "pipelines",
                            "pipeline-versions",
                            "specifications",
                            "models",
                            "versions",
                            "generations",
                            "deployments"),
            "training", List.of("pipelines", "pipeline-rows"),
            "monitoring", List.of("pipelines", "watched-models", "scored-models"),
            "ingestion", List.of("datasets", "versions"),
            "validation", List.of("datasets", "newest-verdicts"));

    private final MongoClient store = MongoClients.create(Stack.variable("MILLRACE_MONGODB_URI"));
    private final String pipeline;

    /** @param pipeline whose name is like no other, with a dataset of the same name, one run and one model that serves */
    Copies(String pipeline) {
        this.pipeline = pipeline;
    }

    /** Pipelines with a dataset of their own and a model that is said to serve. */
    void pipelines(int count) {
        OF_PIPELINES.forEach((service, collections) -> collections.forEach(collection -> copy(
                service,
                collection,
                "^default/" + pipeline + "(/.*)?$",
                count,
                (json, i) -> json.replace(pipeline, "%s-%05d".formatted(pipeline, i)))));
    }

    /** Runs of the pipeline, a minute apart. */
    void runs(int count) {
        copy(
                "training",
                "run-reports",
                "^default/" + pipeline + "-1$",
                count,
                (json, i) -> earlier(json, i).replace(pipeline + "-1", "%s-1%06d".formatted(pipeline, i)));
    }

    /** Cascades of the pipeline, a minute apart, as lists show them: without their events. */
    void cascades(String cascade, int count) {
        var ids = IntStream.rangeClosed(0, count)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        for (var collection : List.of("cascades", "cascades-of-pipelines")) {
            copy(
                    "monitoring",
                    collection,
                    "^default/" + cascade + "(/.*)?$",
                    count,
                    (json, i) -> inItsHour(earlier(json, i)).replace(cascade, ids.get(i)));
        }
    }

    private interface Change {
        String of(String json, int number);
    }

    private void copy(String service, String collection, String ids, int count, Change change) {
        var documents = store.getDatabase(service).getCollection(collection);
        var originals = documents.find(Filters.regex("_id", ids)).into(new ArrayList<>());
        for (var original : originals) {
            var json = original.toJson();
            IntFunction<Document> copied = i -> Document.parse(change.of(json, i));
            for (int from = 1; from <= count; from += BATCH) {
                documents.insertMany(IntStream.rangeClosed(from, Math.min(count, from + BATCH - 1))
                        .mapToObj(copied)
                        .toList());
            }
        }
        System.out.printf("%s.%s: %d times %d copies%n", service, collection, originals.size(), count);
    }

    private static String earlier(String json, int number) {
        return ORDER.matcher(json).replaceAll(found -> shifted(found, number));
    }

    private static String inItsHour(String json) {
        var order = ORDER.matcher(json);
        return order.find() ? HOUR.matcher(json).replaceAll(hour(order.group())) : json;
    }

    /** In the form in which the services store times. */
    private static String hour(String micros) {
        var hour = Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS).truncatedTo(ChronoUnit.HOURS);
        return hour.toString().replace("Z", ".000000Z");
    }

    private static String shifted(MatchResult found, int number) {
        var digits = found.group();
        var micros = new BigInteger(digits).subtract(BigInteger.valueOf(number * APART_MICROS));
        return "0".repeat(digits.length() - micros.toString().length()) + micros;
    }

    @Override
    public void close() {
        store.close();
    }
}
