package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTests {

    @Test
    void namesThePortThatIsTakenAndWhatToDo(@TempDir Path home) throws IOException {
        try (var socket = somePortOfIngestion()) {
            var offset = socket.getLocalPort() - Part.INGESTION.basePorts().main();
            var layout = new Layout(home, home, offset);

            assertThat(Machine.ports(layout, Replica.first(Part.INGESTION)))
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .contains("port " + socket.getLocalPort() + " (ingestion)")
                            .contains("MILLRACE_PORT_OFFSET"));
        }
    }

    @Test
    void saysHowMuchMemoryIsMissing() {
        assertThat(Machine.memory(0)).isEmpty();
        assertThat(Machine.memory(1_000_000))
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("too little memory: ").contains("end other programs"));
    }

    @Test
    void countsWhatAContainerHasTakenOfItsLimit(@TempDir Path group) throws IOException {
        Files.writeString(group.resolve("memory.max"), "4000000000\n");
        Files.writeString(group.resolve("memory.current"), "3500000000\n");
        Files.writeString(
                group.resolve("memory.stat"), "anon 2500000000\nactive_file 400000000\ninactive_file 600000000\n");

        assertThat(Machine.leftInContainer(group)).hasValue(1_500_000_000);
    }

    @Test
    void knowsThatAContainerMayHaveNoLimit(@TempDir Path group) throws IOException {
        Files.writeString(group.resolve("memory.max"), "max\n");
        Files.writeString(group.resolve("memory.current"), "3500000000\n");

        assertThat(Machine.leftInContainer(group)).isEmpty();
        assertThat(Machine.leftInContainer(group.resolve("nothing"))).isEmpty();
    }

    /** One that an offset reaches: those that the system gives away may lie beyond. */
    private static ServerSocket somePortOfIngestion() throws IOException {
        for (int port = Part.INGESTION.basePorts().main() + 5_000; ; port++) {
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (BindException taken) {
                assertThat(port).isLessThan(30_000);
            }
        }
    }
}
