package dev.millrace.messaging;

import dev.millrace.messaging.KernelApplication.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fixture: a process that commits a change with a read model and dies at a fault point. */
final class DyingWriter {

    private static final String FAULT = "commit.beforeReadModel=halt";

    private DyingWriter() {}

    /** Runs it to its end, and returns its exit value. */
    static int run(Surroundings surroundings, String name, String id) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dmillrace.faults=" + FAULT,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingWriter.class.getName(),
                        surroundings.bootstrapServers(),
                        surroundings.registryUrl(),
                        surroundings.mongodbUri(),
                        name,
                        id)
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Writes three arrivals. */
    public static void main(String[] arguments) {
        var service = KernelApplication.start(new Given(arguments[0], arguments[1], arguments[2]), arguments[3]);
        var id = arguments[4];
        service.getBean(Aggregates.class)
                .of(KernelApplication.TALLIES)
                .internal(
                        "test",
                        Events.lineage("row"),
                        id,
                        state -> Decision.apply(new Tally(3, List.of(), Map.of()), "counted")
                                .storing(ReadModel.of(new TallyRow(id, 3))));
        System.exit(0);
    }

    private record Given(String bootstrapServers, String registryUrl, String mongodbUri) implements Surroundings {
        @Override
        public void stopStore() {
            throw new UnsupportedOperationException("it is another's");
        }

        @Override
        public void startStore() {
            throw new UnsupportedOperationException("it is another's");
        }

        @Override
        public void close() {}
    }
}
