package dev.millrace.messaging;

import dev.millrace.embedded.EmbeddedDocumentStore;
import dev.millrace.embedded.EmbeddedInfrastructure;
import java.net.URI;
import java.nio.file.Path;

/** Fixture: the shared broker and registry, and a document store of its own that may be stopped. */
final class EmbeddedSurroundings implements Surroundings {

    private final Path directory;
    private final int port;
    private EmbeddedDocumentStore documents;

    EmbeddedSurroundings(Path directory) {
        this.directory = directory;
        this.documents = EmbeddedDocumentStore.start(directory, 0);
        this.port = URI.create(documents.uri()).getPort();
    }

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
        return documents.uri();
    }

    @Override
    public void stopStore() {
        documents.close();
    }

    @Override
    public void startStore() {
        documents = EmbeddedDocumentStore.start(directory, port);
    }

    @Override
    public void close() {
        documents.close();
    }
}
