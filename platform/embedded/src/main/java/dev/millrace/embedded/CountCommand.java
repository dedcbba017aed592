package dev.millrace.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The question how many documents match, all together or by the values of some fields. It comes as an aggregation, also where a driver
 * only counts (https://github.com/mongodb/specifications/blob/master/source/crud/crud.md#count-api-details), and for an aggregation the
 * library reads the whole collection.
 *
 * @param by fields whose values make a group; empty where all are counted together
 */
record CountCommand(String collection, Document query, Document by) {

    private static final String AGGREGATE = "aggregate";
    private static final String ID = "_id";
    private static final String COUNT = "n";
    private static final Document ONE_EACH = new Document("$sum", 1);

    /** So many documents have these values of the fields. */
    record Group(List<@Nullable Object> values, long count) {}

    /** Empty where the command asks for anything more, such as a limit. */
    static Optional<CountCommand> of(String name, Document command) {
        return name.equals(AGGREGATE)
                        && command.get("pipeline") instanceof List<?> stages
                        && stages.size() == 2
                        && stages.getFirst() instanceof Document match
                        && match.get("$match") instanceof Document query
                        && stages.getLast() instanceof Document last
                        && last.get("$group") instanceof Document group
                        && group.size() == 2
                        && ONE_EACH.equals(group.get(COUNT))
                ? by(group.get(ID)).map(by -> new CountCommand(String.valueOf(command.get(AGGREGATE)), query, by))
                : Optional.empty();
    }

    private static Optional<Document> by(@Nullable Object id) {
        return switch (id) {
            case Document fields when fields.values().stream().allMatch(CountCommand::isField) -> Optional.of(fields);
            case Integer all when all == 1 -> Optional.of(new Document());
            case null, default -> Optional.empty();
        };
    }

    private static boolean isField(@Nullable Object expression) {
        return expression instanceof String text && text.startsWith("$") && !text.startsWith("$$");
    }

    private List<String> fields() {
        return by.values().stream()
                .map(field -> String.valueOf(field).substring(1))
                .toList();
    }

    /** The answer in the form of the aggregation; empty where only the documents themselves tell it. */
    Optional<Document> answer(MongoDatabase database) {
        return database.resolveCollection(collection, false) instanceof IndexedCollection found
                ? found.count(query, fields()).map(groups -> answer(found.getFullName(), groups))
                : Optional.empty();
    }

    private Document answer(String namespace, List<Group> groups) {
        var found = groups.stream()
                .map(group -> new Document(ID, id(group)).append(COUNT, Math.toIntExact(group.count())))
                .toList();
        var cursor = new Document("firstBatch", found).append("id", 0L).append("ns", namespace);
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    private Object id(Group group) {
        if (by.isEmpty()) {
            return 1;
        }
        var id = new Document();
        var values = group.values().iterator();
        by.keySet().forEach(name -> id.append(name, values.next()));
        return id;
    }
}
