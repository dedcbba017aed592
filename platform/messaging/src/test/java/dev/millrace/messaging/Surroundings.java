package dev.millrace.messaging;

import dev.millrace.embedded.EmbeddedInfrastructure;

/** Fixture: what a service stands on. The same scenarios run on embedded programs and on containers. */
public interface Surroundings extends AutoCloseable {

    String bootstrapServers();

    String registryUrl();

    String mongodbUri();

    /** Ends the document store in the rudest way that these surroundings know. */
    void stopStore();

    /** Starts it again on what it had kept, under the same address. */
    void startStore();

    @Override
    void close();

    /** Shared by all tests of this machine, and never stopped. */
    static Surroundings shared() {
        return new Surroundings() {
            @Override
            public String bootstrapServers() {
                return EmbeddedInfrastructure.bootstrapServers();
            }

            @Override
            public String registryUrl() {
                return EmbeddedInfrastructure.registryUrl();
            }

            @Override
            public String mongodbUri() {
                return EmbeddedInfrastructure.mongodbUri();
            }

            @Override
            public void stopStore() {
                throw new UnsupportedOperationException("others use this store");
            }

            @Override
            public void startStore() {
                throw new UnsupportedOperationException("others use this store");
            }

            @Override
            public void close() {}
        };
    }
}
