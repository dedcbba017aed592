package dev.millrace.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;

/**
 * A driver's question how many documents match. Drivers ask it by an aggregation
 * (https://github.com/mongodb/specifications/blob/master/source/crud/crud.md#count-api-details), for which the library reads the whole
 * collection.
 */
record CountCommand(String collection, Document query) {

    private static final String AGGREGATE = "aggregate";
    private static final Document SUM = new Document("_id", 1).append("n", new Document("$sum", 1));

    /** Empty where the command asks for anything more, such as a limit. */
    static Optional<CountCommand> of(String name, Document command) {
        return name.equals(AGGREGATE)
                        && command.get("pipeline") instanceof List<?> stages
                        && stages.size() == 2
                        && stages.getFirst() instanceof Document match
                        && match.get("$match") instanceof Document query
                        && stages.getLast() instanceof Document group
                        && SUM.equals(group.get("$group"))
                ? Optional.of(new CountCommand(String.valueOf(command.get(AGGREGATE)), query))
                : Optional.empty();
    }

    /** The answer in the form of the aggregation: nothing where nothing matches. */
    Document answer(MongoDatabase database, int count) {
        var found = count == 0 ? List.of() : List.of(new Document("_id", 1).append("n", count));
        var cursor = new Document("firstBatch", found)
                .append("id", 0L)
                .append("ns", database.getDatabaseName() + "." + collection);
        return new Document("cursor", cursor).append("ok", 1.0);
    }
}
