package dev.millrace.messaging.mongo;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.millrace.messaging.wire.SchemaCache;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;
import org.springframework.context.annotation.Bean;

/** The document store of a service that has one. */
@AutoConfiguration(after = MongoAutoConfiguration.class)
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
    MongoDatabase database(MongoClient client, MongoProperties properties) {
        return client.getDatabase(properties.getMongoClientDatabase());
    }

    @Bean
    MongoStores messagingStores(MongoDatabase database) {
        return new MongoStores(database);
    }

    @Bean
    SchemaCache schemaCache(MongoDatabase database) {
        return new MongoSchemaCache(database);
    }
}
