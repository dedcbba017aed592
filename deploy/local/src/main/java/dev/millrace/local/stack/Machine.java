package dev.millrace.local.stack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What this machine has to offer the stack: memory, disk and ports. */
public final class Machine {

    private static final long MEBIBYTE = 1L << 20;
    private static final long NEEDED_PER_PROCESS = 230 * MEBIBYTE;
    private static final int OTHER_OFFSET = 1000;
    private static final long NEEDED_DISK = 1024 * MEBIBYTE;

    private Machine() {}

    /** Says what is wrong if there is not enough memory for so many more processes. */
    static Optional<String> memory(int processes) {
        var needed = processes * NEEDED_PER_PROCESS;
        var available = availableMemory();
        return available.isPresent() && available.getAsLong() < needed
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "too little memory: %s are available and the stack needs %s more; end other programs, or give"
                                + " this machine or container more",
                        gibibytes(available.getAsLong()),
                        gibibytes(needed)))
                : Optional.empty();
    }

    /** What could be had without swapping, as far as this platform tells. */
    public static OptionalLong availableMemory() {
        var host = procLine(Path.of("/proc/meminfo"), "MemAvailable:");
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return LongStream.of(
                        system.getTotalMemorySize(),
                        host.orElse(Long.MAX_VALUE),
                        leftInContainer(Path.of("/sys/fs/cgroup")).orElse(Long.MAX_VALUE))
                .min();
    }

    /** What a container's limit leaves, the files aside that its kernel keeps only for speed; empty without a limit. */
    static OptionalLong leftInContainer(Path group) {
        var limit = figure(group.resolve("memory.max"), "");
        var used = figure(group.resolve("memory.current"), "");
        if (limit.isEmpty() || used.isEmpty()) {
            return OptionalLong.empty();
        }
        var files = group.resolve("memory.stat");
        var spared = figure(files, "inactive_file ").orElse(0)
                + figure(files, "active_file ").orElse(0);
        return OptionalLong.of(limit.getAsLong() - Math.max(0, used.getAsLong() - spared));
    }

    private static OptionalLong figure(Path file, String key) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.matches(key + "\\d+"))
                    .mapToLong(line -> Long.parseLong(line.substring(key.length())))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    static Optional<String> disk(Path home) {
        var existing = home;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        var free = existing == null ? Long.MAX_VALUE : existing.toFile().getUsableSpace();
        return free < NEEDED_DISK
                ? Optional.of("too little disk: " + gibibytes(free) + " are free where " + home + " lies and the stack"
                        + " needs 1.0 GiB; free some, or set MILLRACE_HOME")
                : Optional.empty();
    }

    /** Says which of the process's ports another program has. */
    static Optional<String> ports(Layout layout, Replica replica) {
        for (int port : layout.replicas().ports(replica).all()) {
            if (!free(port)) {
                return Optional.of(
                        "port " + port + " (" + replica.label() + ") is taken by another program; end it, or set"
                                + " MILLRACE_PORT_OFFSET=" + (layout.offset() + OTHER_OFFSET)
                                + " to move the whole stack");
            }
        }
        return Optional.empty();
    }

    static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static OptionalLong residentMemory(long pid) {
        return procLine(Path.of("/proc/" + pid + "/status"), "VmRSS:");
    }

    /** Memory with shared pages divided among those who share them; only the owner may read it. */
    static OptionalLong proportionalMemory(long pid) {
        return procLine(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
    }

    private static OptionalLong procLine(Path file, String key) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
