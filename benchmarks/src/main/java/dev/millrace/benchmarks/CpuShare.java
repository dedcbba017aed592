package dev.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds processes to a share of a core each, so that a machine with few cores shows what more machines would do. Each process
 * gets a control group of its own; that takes root on Linux.
 */
final class CpuShare implements AutoCloseable {

    /** Short, lest a process that has used up its share be still for long. */
    private static final long PERIOD_MICROS = 20_000;

    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Path CONTROLLERS = GROUPS.resolve("cgroup.controllers");

    private final Path root;
    private final boolean unified;
    private final List<Path> groups = new ArrayList<>();
    private long quotaMicros = PERIOD_MICROS * Runtime.getRuntime().availableProcessors();

    /** The whole machine, until {@link #limit} says less. */
    CpuShare() throws IOException {
        unified = Files.exists(CONTROLLERS);
        root = unified ? GROUPS : GROUPS.resolve("cpu");
        if (!Files.isWritable(root)) {
            throw new IOException("control groups cannot be made in " + root + ": run this as root on Linux");
        }
        if (unified) {
            Files.writeString(root.resolve("cgroup.subtree_control"), "+cpu");
        }
    }

    /** How much of a core each process has from now on. */
    void limit(double cores) throws IOException {
        quotaMicros = Math.max(1000, Math.round(cores * PERIOD_MICROS));
        for (Path group : groups) {
            writeQuota(group);
        }
    }

    void hold(long pid) throws IOException {
        var group = root.resolve("millrace-benchmark-" + pid);
        Files.createDirectories(group);
        groups.add(group);
        writeQuota(group);
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    }

    private void writeQuota(Path group) throws IOException {
        if (unified) {
            Files.writeString(group.resolve("cpu.max"), quotaMicros + " " + PERIOD_MICROS);
        } else {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quotaMicros));
        }
    }

    /** Lets the processes that still run use the whole machine again. */
    @Override
    public void close() throws IOException {
        for (Path group : groups) {
            for (var pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                Files.writeString(root.resolve("cgroup.procs"), pid);
            }
            Files.deleteIfExists(group);
        }
        groups.clear();
    }
}
