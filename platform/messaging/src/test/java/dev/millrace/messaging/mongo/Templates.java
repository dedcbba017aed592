package dev.millrace.messaging.mongo;

import com.mongodb.client.MongoClient;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** Fixture: the template that a service gets. */
final class Templates {

    private Templates() {}

    static MongoTemplate of(MongoClient client, String database) {
        var conversions = DocumentConverter.conversions();
        var mappings = new MongoMappingContext();
        mappings.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        mappings.afterPropertiesSet();
        var converter = new DocumentConverter(mappings, conversions);
        converter.afterPropertiesSet();
        return new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database), converter);
    }
}
