package dev.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** What the stack costs while nothing happens; Linux only, as the owner of its processes. */
@Command(name = "idle", description = "Sums up processor time and memory of the stack of this folder over a minute.")
final class IdleBenchmark implements Callable<Integer> {

    /** Linux counts processor time in hundredths of a second for everybody, whatever it counts in itself. */
    private static final double TICKS_A_SECOND = 100;

    private static final double KIBIBYTES_A_GIGABYTE = 1e9 / 1024;

    @Option(names = "--time", description = "how long (default ${DEFAULT-VALUE})")
    private Duration time = Duration.ofMinutes(1);

    @Override
    public Integer call() throws Exception {
        var processes = processes(Script.run("status", "--json"));
        var before = new LinkedHashMap<String, Long>();
        for (var process : processes.entrySet()) {
            before.put(process.getKey(), ticks(read(process.getValue(), "stat")));
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            LockSupport.parkNanos(time.toNanos() - (System.nanoTime() - start));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double core = 0;
        long memory = 0;
        for (var process : processes.entrySet()) {
            long used = ticks(read(process.getValue(), "stat")) - before.getOrDefault(process.getKey(), 0L);
            long held = proportional(read(process.getValue(), "smaps_rollup"));
            print(process.getKey(), used / TICKS_A_SECOND / seconds, held);
            core += used / TICKS_A_SECOND / seconds;
            memory += held;
        }
        print("all of it", core, memory);
        return 0;
    }

    private static void print(String part, double core, long kibibytes) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %5.1f %% of a core   %.2f GB%n",
                part,
                core * 100,
                kibibytes / KIBIBYTES_A_GIGABYTE);
    }

    private static String read(long pid, String file) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), file));
    }

    /** Process ids by part. */
    static Map<String, Long> processes(String status) {
        var processes = new LinkedHashMap<String, Long>();
        JsonMapper.shared().readTree(status).path("processes").forEach(part -> {
            if (part.path("pid").isNumber()) {
                processes.put(part.path("name").asString(), part.path("pid").asLong());
            }
        });
        return processes;
    }

    /** Processor time so far; the name in the line may hold anything. */
    static long ticks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /** Memory with shared pages divided among those who share them, in KiB. */
    static long proportional(String rollup) {
        return rollup.lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
