package dev.millrace.local.stack;

import dev.millrace.embedded.RegistryProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where one stack lives: two with different homes and offsets run side by side.
 *
 * @param checkout the built source tree
 * @param home everything that the stack writes
 * @param offset added to every port
 */
public record Layout(Path checkout, Path home, int offset) {

    private static final int MAX_OFFSET = 65_535 - 27_017;

    public Layout {
        checkout = checkout.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new Complaint("MILLRACE_PORT_OFFSET must be from 0 to " + MAX_OFFSET + ", not " + offset);
        }
    }

    public static Layout of(Map<String, String> environment) {
        var checkout = Path.of(environment.getOrDefault("MILLRACE_CHECKOUT", "."));
        var home = environment.getOrDefault("MILLRACE_HOME", "");
        var offset = environment.getOrDefault("MILLRACE_PORT_OFFSET", "");
        try {
            return new Layout(
                    checkout,
                    home.isBlank() ? checkout.resolve(".millrace") : Path.of(home),
                    offset.isBlank() ? 0 : Integer.parseInt(offset.strip()));
        } catch (NumberFormatException e) {
            throw new Complaint("MILLRACE_PORT_OFFSET must be a whole number, not '" + offset + "'", e);
        }
    }

    /** The same stack with its state somewhere else. */
    public Layout at(Path otherHome) {
        return new Layout(checkout, otherHome, offset);
    }

    public int port(Part part) {
        return part.basePort() + offset;
    }

    public int managementPort(Part part) {
        return part.baseManagementPort() + offset;
    }

    /** Every port that the part listens on. */
    public List<Integer> ports(Part part) {
        var ports = new ArrayList<Integer>();
        ports.add(port(part));
        if (part.baseManagementPort() > 0) {
            ports.add(managementPort(part));
        }
        if (part == Part.SERVING) {
            ports.add(grpcPort());
        }
        return ports;
    }

    public int grpcPort() {
        return Part.SERVING_GRPC + offset;
    }

    public String url(Part service) {
        return "http://127.0.0.1:" + port(service);
    }

    public String kafka() {
        return "127.0.0.1:" + port(Part.KAFKA);
    }

    public String mongodb() {
        return "mongodb://127.0.0.1:" + port(Part.DOCUMENTS);
    }

    public String schemas() {
        return RegistryProgram.url(port(Part.SCHEMAS));
    }

    public Path artifacts() {
        return home.resolve("artifacts");
    }

    /** Files in its {@code inbox/<dataset>} are taken in. */
    public Path watched() {
        return home.resolve("watched");
    }

    /** What the services read: hashes, subjects and roles. */
    public Path tokens() {
        return home.resolve("tokens");
    }

    /** What the command reads: the token of the local administrator. */
    public Path token() {
        return home.resolve("token");
    }

    /** The token of a second person, who may approve. */
    public Path reviewerToken() {
        return home.resolve("token-reviewer");
    }

    public Path log(Part part) {
        return home.resolve("logs").resolve(part.label() + ".log");
    }

    public Path data(Part part) {
        return home.resolve("data").resolve(part.label());
    }

    Path pidFile(Part part) {
        return home.resolve("run").resolve(part.label() + ".pid");
    }

    /** Written by a part when it is ready, where nobody can be asked over HTTP. */
    Path readyFile(Part part) {
        return home.resolve("run").resolve(part.label() + ".ready");
    }

    /** Unpacked jars and their caches: shared by all stacks of a checkout. */
    Path programs() {
        return checkout.resolve("deploy/local/target/programs");
    }
}
