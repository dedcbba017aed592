package dev.millrace.messaging;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PortBinding;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.millrace.embedded.Ports;
import dev.millrace.embedded.TopicPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Fixture: Kafka, Apicurio and FerretDB in containers of their own, from images that are here already. */
final class ContainerSurroundings implements Surroundings {

    private static final String KAFKA = image("MILLRACE_KAFKA_IMAGE", "apache/kafka:4.2.2");
    private static final String REGISTRY = image("MILLRACE_REGISTRY_IMAGE", "apicurio/apicurio-registry:3.3.3");
    private static final String STORE = image("MILLRACE_STORE_IMAGE", "ghcr.io/ferretdb/ferretdb-eval:2.7.0");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int REGISTRY_PORT = 8080;
    private static final int HEALTH_PORT = 9000;
    private static final int STORE_PORT = 27017;

    private final KafkaContainer kafka;
    private final GenericContainer<?> registry;
    private final GenericContainer<?> store;
    private final int storePort = Ports.free();

    private ContainerSurroundings() {
        kafka = new KafkaContainer(DockerImageName.parse(KAFKA).asCompatibleSubstituteFor("apache/kafka"))
                .withImagePullPolicy(name -> false)
                .withStartupTimeout(PATIENCE);
        registry = new GenericContainer<>(DockerImageName.parse(REGISTRY))
                .withImagePullPolicy(name -> false)
                .withExposedPorts(REGISTRY_PORT, HEALTH_PORT)
                .waitingFor(Wait.forHttp("/health/ready").forPort(HEALTH_PORT).withStartupTimeout(PATIENCE));
        store = new GenericContainer<>(DockerImageName.parse(STORE))
                .withImagePullPolicy(name -> false)
                .withEnv(Map.of("POSTGRES_USER", "millrace", "POSTGRES_PASSWORD", "tests-only"))
                .withExposedPorts(STORE_PORT)
                // The same port after a restart: clients keep the address.
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withPortBindings(PortBinding.parse("127.0.0.1:" + storePort + ":" + STORE_PORT)))
                .waitingFor(Wait.forLogMessage(".*Listening on TCP.*", 1).withStartupTimeout(PATIENCE));
    }

    /** Why there can be no containers here; empty where there can. Never pulls an image. */
    static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers");
        }
        return Stream.of(KAFKA, REGISTRY, STORE)
                .filter(image -> !isHere(image))
                .findFirst()
                .map(image -> "the image " + image + " is not here, and tests pull none");
    }

    private static boolean isHere(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    static ContainerSurroundings start() {
        var surroundings = new ContainerSurroundings();
        surroundings.all().forEach(GenericContainer::start);
        surroundings.awaitStore();
        TopicPlan.forOneBroker().create(surroundings.bootstrapServers());
        return surroundings;
    }

    private List<GenericContainer<?>> all() {
        return List.of(kafka, registry, store);
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String registryUrl() {
        return "http://%s:%d/apis/ccompat/v7".formatted(registry.getHost(), registry.getMappedPort(REGISTRY_PORT));
    }

    @Override
    public String mongodbUri() {
        return "mongodb://millrace:tests-only@127.0.0.1:" + storePort;
    }

    @Override
    public void stopStore() {
        store.getDockerClient().killContainerCmd(store.getContainerId()).exec();
    }

    @Override
    public void startStore() {
        store.getDockerClient().startContainerCmd(store.getContainerId()).exec();
        awaitStore();
    }

    private void awaitStore() {
        try (var client = MongoClients.create(mongodbUri() + "/?serverSelectionTimeoutMS=1000")) {
            Await.until(() -> answers(client.getDatabase("admin")));
        }
    }

    private static boolean answers(MongoDatabase database) {
        try {
            database.listCollectionNames().first();
            return database.runCommand(new Document("ping", 1)) != null;
        } catch (MongoException e) {
            return false;
        }
    }

    @Override
    public void close() {
        all().reversed().forEach(GenericContainer::stop);
    }

    private static String image(String variable, String otherwise) {
        return System.getenv().getOrDefault(variable, otherwise);
    }
}
