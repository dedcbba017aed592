package dev.millrace.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long {@code up} takes until each part is ready, the six services last. */
@Command(name = "start", description = "Stops the stack of this folder and times how long it takes to be ready again.")
final class StartBenchmark implements Callable<Integer> {

    private static final Pattern READY = Pattern.compile("(?m)^ *(\\d+)\\.(\\d) s  (\\S+) +ready on \\d+$");

    @Option(names = "--runs", description = "starts measured (default ${DEFAULT-VALUE})")
    private int runs = 3;

    @Override
    public Integer call() throws Exception {
        var parts = new LinkedHashMap<String, ArrayList<Long>>();
        var all = new ArrayList<Long>();
        for (int run = 0; run < runs; run++) {
            Script.run("down");
            var ready = ready(Script.run("up"));
            ready.forEach((part, millis) ->
                    parts.computeIfAbsent(part, name -> new ArrayList<>()).add(millis));
            ready.values().stream().max(Long::compare).ifPresent(all::add);
        }
        parts.forEach((part, millis) -> System.out.println(Figures.of(millis).line(part)));
        System.out.println(Figures.of(all).line("everything is ready"));
        return 0;
    }

    /** When each part was ready, in milliseconds, as {@code up} prints it. */
    static Map<String, Long> ready(String printed) {
        var ready = new LinkedHashMap<String, Long>();
        var lines = READY.matcher(printed);
        while (lines.find()) {
            ready.put(lines.group(3), Long.parseLong(lines.group(1)) * 1000 + Long.parseLong(lines.group(2)) * 100);
        }
        return ready;
    }
}
