package dev.millrace.messaging.mongo;

import com.mongodb.WriteConcern;
import dev.millrace.messaging.wire.SchemaCache;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.MongoManagedTypes;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** The document store of a service that has one. Spring Boot makes the client, the template and the repositories. */
@AutoConfiguration(before = DataMongoAutoConfiguration.class)
@ConditionalOnProperty(name = "millrace.messaging.store", havingValue = "mongo", matchIfMissing = true)
class MongoStoreAutoConfiguration {

    /** An acknowledged write survives; an unreachable store is known within seconds, retries are the kernel's own. */
    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .retryWrites(false)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS));
    }

    @Bean
    MongoCustomConversions mongoCustomConversions() {
        return DocumentConverter.conversions();
    }

    @Bean
    MongoMappingContext mongoMappingContext(MongoManagedTypes documents, MongoCustomConversions conversions) {
        var mappings = new FlatMappings();
        mappings.setManagedTypes(documents);
        mappings.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        return mappings;
    }

    @Bean
    DocumentConverter mappingMongoConverter(MongoMappingContext mappings, MongoCustomConversions conversions) {
        return new DocumentConverter(mappings, conversions);
    }

    @Bean
    MongoTemplate mongoTemplate(MongoDatabaseFactory database, MongoConverter converter) {
        return new FieldwiseTemplate(database, converter);
    }

    @Bean
    MongoStores messagingStores(MongoOperations operations) {
        return new MongoStores(operations);
    }

    @Bean
    SchemaCache schemaCache(MongoOperations operations) {
        return new MongoSchemaCache(operations);
    }
}
