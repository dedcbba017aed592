package dev.millrace.messaging.mongo;

import com.mongodb.WriteConcern;
import dev.millrace.messaging.wire.SchemaCache;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The document store of a service that has one. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
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
    MongoStores messagingStores(MongoTemplate mongo) {
        return new MongoStores(mongo);
    }

    @Bean
    SchemaCache schemaCache(MongoTemplate mongo) {
        return new MongoSchemaCache(mongo);
    }
}
