package dev.millrace.messaging.mongo;

import com.mongodb.client.MongoClient;
import dev.millrace.messaging.commit.StateMapper;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** Fixture: the template that a service gets, and its mapping without a store. */
public final class Templates {

    private Templates() {}

    static MongoTemplate of(MongoClient client, String database) {
        return new FieldwiseTemplate(new SimpleMongoClientDatabaseFactory(client, database), converter());
    }

    public static StateMapper states() {
        return new MappedStates(converter());
    }

    static DocumentConverter converter() {
        var conversions = DocumentConverter.conversions();
        var mappings = new FlatMappings();
        mappings.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        mappings.afterPropertiesSet();
        var converter = new DocumentConverter(mappings, conversions);
        converter.afterPropertiesSet();
        return converter;
    }
}
