package dev.millrace.local.stack;

import dev.millrace.embedded.EmbeddedDocumentStore;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.embedded.RegistryProgram;
import dev.millrace.embedded.TopicPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each part of a built checkout is started. */
final class Programs {

    /**
     * For programs that are never busy for long: without the better compiler each is tens of megabytes smaller. The document
     * store has it, and so have the services that read whole files, train or predict.
     */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** Which beans there are was worked out by the build, which saves each start a quarter of its time. */
    private static final String BEANS_OF_THE_BUILD = "-Dspring.aot.enabled=true";

    /** By default the heap gives back what it has too much of only in the fourth full collection, and few processes come to that. */
    private static final String SHRINK_AT_ONCE = "-XX:-ShrinkHeapInSteps";

    /** Milliseconds; what native code has freed goes back to the system. By default it is kept for the next training or file. */
    private static final String TRIMMED = "-XX:TrimNativeHeapInterval=120000";

    /** Milliseconds; by default each process wakes up four times a second to see whether it has too many monitors. */
    private static final String SELDOM_DEFLATED = "-XX:AsyncDeflationInterval=5000";

    private final Layout layout;

    Programs(Layout layout) {
        this.layout = layout;
    }

    Program of(Replica replica) {
        var port = Integer.toString(layout.port(replica.part()));
        return switch (replica.part()) {
            case DOCUMENTS -> infrastructure(replica, EmbeddedDocumentStore.class, heap(192, 16), port);
            case KAFKA ->
                infrastructure(
                        replica,
                        EmbeddedKafka.class,
                        quick(heap(192, 24)),
                        port,
                        layout.readyFile(replica).toString());
            case SCHEMAS -> schemas(replica);
            case INGESTION, VALIDATION -> service(replica, heap(144, 24));
            case MONITORING -> service(replica, quick(heap(144, 24)));
            case REGISTRY -> service(replica, quick(heap(128, 24)));
            case TRAINING -> service(replica, heap(TrainingHeap.mebibytes(), 64));
            case SERVING -> service(replica, heap(256, 48));
            case CONSOLE -> service(replica, quick(heap(96, 12)));
        };
    }

    /** How many mebibytes at most, and how many of them for new objects; the rest is taken as it is needed. */
    private static List<String> heap(int most, int young) {
        return List.of("-Xms" + 2 * young + "m", "-Xmn" + young + "m", "-Xmx" + most + "m");
    }

    private static List<String> quick(List<String> flags) {
        return Stream.concat(flags.stream(), Stream.of(QUICK_COMPILER)).toList();
    }

    private Program infrastructure(Replica replica, Class<?> main, List<String> heap, String... more) {
        var arguments = Stream.concat(Stream.of(layout.data(replica).toString()), Stream.of(more))
                .toList();
        var jar = newest(layout.checkout().resolve("deploy/local/target"), "millrace-local-");
        return new Program(
                replica, jar, flags(heap), List.of("-cp", jar.toString(), main.getName()), arguments, Map.of());
    }

    private Program schemas(Replica replica) {
        var ports = layout.ports(Part.SCHEMAS);
        var program = new RegistryProgram(layout.checkout().resolve("platform/embedded/target/schema-registry"));
        var environment = new HashMap<>(program.durable(layout.data(replica), ports.main(), ports.management()));
        environment.put("CLASSPATH", program.classPath());
        return new Program(
                replica,
                program.jar(),
                flags(quick(heap(144, 24))),
                List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED", RegistryProgram.MAIN),
                List.of(),
                environment);
    }

    private Program service(Replica replica, List<String> flags) {
        var jar = unpacked(replica.part());
        return new Program(
                replica,
                jar,
                flags(flags),
                List.of(BEANS_OF_THE_BUILD, "-jar", jar.toString()),
                List.of(),
                environment(replica));
    }

    private Map<String, String> environment(Replica replica) {
        var ports = layout.replicas().ports(replica);
        var environment = new HashMap<String, String>();
        if (replica.part() == Part.CONSOLE) {
            Arrays.stream(Part.values())
                    .filter(Part::service)
                    .forEach(part -> environment.put("MILLRACE_CONSOLE_SERVICE_" + part.name(), layout.url(part)));
        }
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(ports.main()));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.management()));
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", layout.kafka());
        environment.put("SCHEMA_REGISTRY_URL", layout.schemas());
        environment.put("SPRING_MONGODB_URI", layout.mongodb());
        environment.put("MILLRACE_ARTIFACTS_DIRECTORY", layout.artifacts().toString());
        environment.put("MILLRACE_SECURITY_TOKENS_FILE", layout.tokens().toString());
        environment.put("MILLRACE_SECURITY_PUBLICPATHS", "/openapi.json,/docs,/docs/*");
        environment.put("MILLRACE_INSTANCE", replica.instance());
        environment.put("MILLRACE_TOPICS_PARTITIONS", Integer.toString(TopicPlan.partitionsOnOneBroker()));
        // One process looks after a folder; two would take in each file twice.
        if (replica.equals(Replica.first(Part.INGESTION))) {
            environment.put(
                    "MILLRACE_INGESTION_DIRECTORY_ROOT", layout.watched().toString());
        }
        if (replica.part() == Part.INGESTION) {
            environment.put(
                    "MILLRACE_INGESTION_ANNOUNCED_PERMITTED", layout.permitted().toString());
        }
        if (replica.part() == Part.TRAINING) {
            // Threads of XGBoost that have nothing to do would otherwise spin, and take the cores from all other
            // services.
            environment.put("OMP_WAIT_POLICY", "passive");
        }
        if (replica.part() == Part.MONITORING) {
            environment.put("MILLRACE_MONITORING_ALERT_CONSOLE", layout.url(Part.CONSOLE));
        }
        if (replica.part() == Part.SERVING) {
            environment.put("MILLRACE_SERVING_PREDICTION_GRPC_PORT", Integer.toString(ports.grpc()));
            environment.put("MILLRACE_SERVING_DIRECTORY", layout.data(replica).toString());
        }
        return environment;
    }

    private static List<String> flags(List<String> own) {
        var common = Stream.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=25",
                SHRINK_AT_ONCE,
                TRIMMED,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:+UnlockDiagnosticVMOptions",
                SELDOM_DEFLATED,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
        return Stream.concat(common, own.stream()).toList();
    }

    /** Of a built service, unpacked. */
    Path jar(Part service) {
        return unpacked(service);
    }

    /** Unpacked jars start faster than jars in jars, and only they can have a cache of loaded classes. */
    private Path unpacked(Part part) {
        var jar = built(part);
        var directory = layout.programs().resolve(part.label());
        UnpackedJar.prepare(jar, directory);
        return directory.resolve(jar.getFileName());
    }

    private Path built(Part part) {
        var module = part == Part.CONSOLE ? part.label() : part.label() + "-service";
        return newest(layout.checkout().resolve(module).resolve("target"), "millrace-" + module + "-");
    }

    private static Path newest(Path directory, String prefix) {
        if (!Files.isDirectory(directory)) {
            throw notBuilt(directory);
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.toString().endsWith(".jar"))
                    .max((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
                    .orElseThrow(() -> notBuilt(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private static Complaint notBuilt(Path directory) {
        return new Complaint("nothing is built in " + directory + ": run ./mvnw package -Dmaven.test.skip=true");
    }
}
