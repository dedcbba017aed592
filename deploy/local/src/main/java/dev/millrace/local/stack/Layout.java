package dev.millrace.local.stack;

import dev.millrace.embedded.RegistryProgram;
import java.nio.file.Path;
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

    /** Where the part's first replica listens. */
    public Ports ports(Part part) {
        return part.basePorts().plus(offset);
    }

    public int port(Part part) {
        return ports(part).main();
    }

    public String url(Part service) {
        return url(ports(service));
    }

    public static String url(Ports ports) {
        return "http://127.0.0.1:" + ports.main();
    }

    /** What the stack shall have, as far as it was scaled. */
    public Replicas replicas() {
        return Replicas.of(this);
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

    /** Files that producers outside may announce by an event. */
    public Path permitted() {
        return home.resolve("permitted");
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

    /** What every process has written, a file each. */
    Path logs() {
        return home.resolve("logs");
    }

    public Path log(Replica replica) {
        return logs().resolve(replica.label() + ".log");
    }

    public Path data(Replica replica) {
        return home.resolve("data").resolve(replica.label());
    }

    /** What is only of interest while processes run. */
    Path run() {
        return home.resolve("run");
    }

    Path pidFile(Replica replica) {
        return run().resolve(replica.label() + ".pid");
    }

    /** Written by a process when it is ready, where nobody can be asked over HTTP. */
    Path readyFile(Replica replica) {
        return run().resolve(replica.label() + ".ready");
    }

    /** Unpacked jars and their caches: shared by all stacks of a checkout. */
    Path programs() {
        return checkout.resolve("deploy/local/target/programs");
    }
}
