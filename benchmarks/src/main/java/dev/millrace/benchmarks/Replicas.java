package dev.millrace.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running replicas of one service on the local stack, which can be held to a share of a core each. */
final class Replicas implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(40);

    private final String service;
    private final CpuShare share;
    private final List<Long> held = new ArrayList<>();

    /** Somebody who interrupts the benchmark must not find processes that stand still or are held to a share of a core. */
    private final Thread release = new Thread(this::release, "release-replicas");

    private Replicas(String service, CpuShare share) {
        this.service = service;
        this.share = share;
    }

    static Replicas of(String service, int count) throws IOException, InterruptedException {
        Script.run("scale", service, Integer.toString(count));
        var replicas = new Replicas(service, new CpuShare());
        Runtime.getRuntime().addShutdownHook(replicas.release);
        replicas.hold();
        return replicas;
    }

    /** How much of a core each of them has from now on; before, each may use the whole machine. */
    void limit(double cores) throws IOException {
        share.limit(cores);
    }

    private void hold() throws IOException, InterruptedException {
        for (long pid : pids()) {
            if (!held.contains(pid)) {
                share.hold(pid);
                held.add(pid);
            }
        }
    }

    private List<Long> pids() throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(Script.run("status", "--json"))
                .path("processes")
                .valueStream()
                .filter(process -> process.path("part").asString().equals(service))
                .map(process -> process.path("pid"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asLong)
                .toList();
    }

    /** Where they answer. */
    List<URI> addresses() throws IOException, InterruptedException {
        var variable = "MILLRACE_" + service.toUpperCase(Locale.ROOT) + "_URLS";
        var urls = JsonMapper.shared()
                .readTree(Script.run("env", "--json"))
                .path(variable)
                .asString();
        return Arrays.stream(urls.split(",", -1)).map(URI::create).toList();
    }

    /** Stops time for all of them, until {@link #thaw}. */
    void freeze() throws IOException, InterruptedException {
        for (long pid : held) {
            signal(pid, "STOP");
        }
    }

    void thaw() throws IOException, InterruptedException {
        for (long pid : held) {
            signal(pid, "CONT");
        }
    }

    void kill() throws IOException, InterruptedException {
        signal(held.getLast(), "KILL");
        restart();
    }

    void stopFor(Duration time) throws IOException, InterruptedException {
        signal(held.getLast(), "STOP");
        LockSupport.parkNanos(time.toNanos());
        signal(held.getLast(), "CONT");
    }

    /** Ends and starts one after the other, as an upgrade does. */
    void roll() throws IOException, InterruptedException {
        for (long pid : List.copyOf(held)) {
            signal(pid, "TERM");
            ProcessHandle.of(pid)
                    .ifPresent(process -> process.onExit()
                            .orTimeout(END.toSeconds(), TimeUnit.SECONDS)
                            .join());
            restart();
        }
    }

    private void restart() throws IOException, InterruptedException {
        Script.run("up");
        hold();
    }

    private static void signal(long pid, String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("cannot send SIG" + name + " to " + pid);
        }
    }

    private void release() {
        try {
            for (long pid : held) {
                if (ProcessHandle.of(pid).isPresent()) {
                    signal(pid, "CONT");
                }
            }
            share.close();
        } catch (IOException e) {
            System.err.println("Replicas of " + service + " may still be held: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(release);
        share.close();
    }
}
