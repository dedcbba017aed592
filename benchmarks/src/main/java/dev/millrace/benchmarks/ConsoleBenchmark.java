package dev.millrace.benchmarks;

import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast the console's pages are on a full stack, and what many open overviews cost the services while much happens. With
 * {@code --fill} it writes copies of documents into the stack's store, around the services: use a stack that is thrown away.
 */
@Command(name = "console", description = "Opens the console's pages on a full stack, and holds overviews open.")
final class ConsoleBenchmark implements Callable<Integer> {

    private static final long BUDGET_MILLIS = 300;
    private static final double BUDGET_RATIO = 1.2;
    private static final long PROBE_PAUSE_MILLIS = 20;
    private static final List<String> SERVICES =
            List.of("INGESTION", "VALIDATION", "TRAINING", "REGISTRY", "SERVING", "MONITORING");

    @Option(names = "--fill", description = "write copies of runs, cascades and pipelines into the store")
    private boolean fill;

    @Option(names = "--runs", description = "copies (default ${DEFAULT-VALUE})")
    private int runs = 10_000;

    @Option(names = "--cascades", description = "copies (default ${DEFAULT-VALUE})")
    private int cascades = 10_000;

    @Option(names = "--pipelines", description = "copies (default ${DEFAULT-VALUE})")
    private int pipelines = 1000;

    @Option(names = "--opens", description = "of each page (default ${DEFAULT-VALUE})")
    private int opens = 30;

    @Option(names = "--browsers", description = "with the overview open (default ${DEFAULT-VALUE})")
    private int browsers = 200;

    @Option(names = "--storm", description = "uploads at once (default ${DEFAULT-VALUE})")
    private int storm = 100;

    private final Stack stack = new Stack();

    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        var name = Questions.trained("console-" + Long.toString(System.nanoTime(), 36), "");
        var cascade = stack.get("MILLRACE_MONITORING_URL", "/v1/cascades?limit=1&pipeline=" + name + "&trigger=DATA")
                .at("/cascades/0/id")
                .asString();
        if (fill) {
            try (var copies = new Copies(name)) {
                copies.pipelines(pipelines);
                copies.runs(runs);
                copies.cascades(cascade, cascades);
            }
        }
        var within = openPages(name, cascade);
        return holdBrowsers() && within ? 0 : 1;
    }

    /** Pages are asked to wait for all their answers; a reader sees a first part of them after 400 ms in any case. */
    private boolean openPages(String name, String cascade) throws Exception {
        var reader = ConsoleReader.signIn();
        var within = true;
        System.out.printf("%-46s %18s %18s %8s%n", "page", "first byte p50 p95", "whole p95 max", "KiB");
        for (var page : pages(name, cascade)) {
            var first = new ArrayList<Long>();
            var whole = new ArrayList<Long>();
            long bytes = 0;
            int incomplete = 0;
            var address = page + (page.contains("?") ? "&" : "?") + "wait=1";
            reader.open(address);
            for (int i = 0; i < opens; i++) {
                var opened = reader.open(address);
                incomplete += opened.complete() ? 0 : 1;
                first.add(opened.firstByte());
                whole.add(opened.whole());
                bytes = opened.bytes();
            }
            var p95 = Figures.of(whole).quantile(0.95);
            within &= p95 <= BUDGET_MILLIS && incomplete == 0;
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %15d %4d %13d %4d %8.1f%s%s%n",
                    page.replace(name, "NAME").replace(cascade, "ID"),
                    Figures.of(first).quantile(0.5),
                    Figures.of(first).quantile(0.95),
                    p95,
                    Figures.of(whole).quantile(1),
                    bytes / 1024.0,
                    p95 <= BUDGET_MILLIS ? "" : "  OVER " + BUDGET_MILLIS + " ms",
                    incomplete == 0 ? "" : "  " + incomplete + " WITHOUT ALL ANSWERS");
        }
        return within;
    }

    private static List<String> pages(String name, String cascade) {
        return List.of(
                "/",
                "/cascades",
                "/cascades?status=SERVING&pipeline=" + name,
                "/cascades/" + cascade,
                "/pipelines",
                "/pipelines/" + name,
                "/runs",
                "/runs?pipeline=" + name,
                "/runs/" + name + "-1",
                "/models",
                "/models/" + name,
                "/models/" + name + "/versions/1",
                "/models/" + name + "/versions/1/lineage",
                "/models/" + name + "/drift",
                "/models/" + name + "/performance",
                "/data",
                "/data/" + name,
                "/data/" + name + "/versions/1",
                "/alerts",
                "/operations",
                "/audit?aggregate=" + URLEncoder.encode("registry:models:default/" + name, StandardCharsets.UTF_8),
                "/find?q=console-");
    }

    /** A storm without readers, then one with them; services are asked at the same pace in both. */
    private boolean holdBrowsers() throws Exception {
        storm();
        var alone = probed(this::storm);
        System.out.println(Figures.of(alone).line("services, storm of " + storm));
        var stop = new AtomicBoolean();
        var following = new CountDownLatch(browsers);
        var asked = new AtomicInteger();
        for (int i = 0; i < browsers; i++) {
            var reader = ConsoleReader.signIn();
            Thread.startVirtualThread(() -> watch(reader, following, stop, asked));
        }
        if (!following.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(following.getCount() + " overviews followed nothing within a minute");
        }
        var before = asked.get();
        var watched = probed(this::storm);
        stop.set(true);
        System.out.println(Figures.of(watched).line("the same, " + browsers + " overviews open"));
        double ratio = (double) Figures.of(watched).quantile(0.99)
                / Math.max(1, Figures.of(alone).quantile(0.99));
        System.out.printf(
                Locale.ROOT, "p99 %.2f times; the overviews were asked %d times again%n", ratio, asked.get() - before);
        if (failures.get() > 0) {
            System.out.println(failures + " FAILED, and are in no figure");
        }
        return ratio <= BUDGET_RATIO && failures.get() == 0;
    }

    private void failed(String what, Exception why) {
        failures.incrementAndGet();
        System.err.println(what + ": " + why);
    }

    /** What a page's script does: it asks again when something has happened, at most once a second, spread over half a second more. */
    private void watch(ConsoleReader reader, CountDownLatch following, AtomicBoolean stop, AtomicInteger asked) {
        var happened = new AtomicBoolean();
        Thread.startVirtualThread(() -> {
            try {
                reader.follow(() -> {
                    following.countDown();
                    happened.set(true);
                });
            } catch (IOException | InterruptedException e) {
                failed("a stream ended", e);
            }
        });
        try {
            while (!stop.get()) {
                Thread.sleep(1000 + ThreadLocalRandom.current().nextInt(500));
                if (happened.getAndSet(false)) {
                    reader.again("/");
                    asked.incrementAndGet();
                }
            }
        } catch (IOException | InterruptedException e) {
            failed("a page did not come", e);
        }
    }

    private Integer storm() throws Exception {
        var name = "storm-" + Long.toString(System.nanoTime(), 36);
        stack.apply(name, Trips.pipeline(name, name, 20));
        try (var log = new EventLog()) {
            var uploads = IntStream.range(0, storm).mapToObj(Integer::toString).toList();
            BacklogLoad.forEach(uploads, seed -> stack.upload(name, Trips.csv(Long.parseLong(seed), 200), "append"));
            var decided = log.await(
                    storm,
                    Duration.ofMinutes(5),
                    event -> event.is(Topics.TRAINING_DECIDED)
                            && event.text("pipeline").equals(name));
            if (decided.size() < storm) {
                throw new IllegalStateException(
                        "only %d of %d uploads were decided about".formatted(decided.size(), storm));
            }
            return decided.size();
        }
    }

    /** How long the services' answers that overviews are made of took during some work, in milliseconds. */
    private List<Long> probed(Callable<Integer> work) throws Exception {
        var taken = new ArrayList<Long>();
        var ended = new AtomicBoolean();
        var prober = Thread.ofVirtual().start(() -> {
            for (int i = 0; !ended.get(); i++) {
                try {
                    var service = SERVICES.get(i % SERVICES.size());
                    long start = System.nanoTime();
                    stack.get("MILLRACE_" + service + "_URL", "/v1/summary");
                    taken.add((System.nanoTime() - start) / 1_000_000);
                    Thread.sleep(PROBE_PAUSE_MILLIS);
                } catch (IOException | InterruptedException e) {
                    failed("a service did not answer", e);
                }
            }
        });
        work.call();
        ended.set(true);
        prober.join();
        return taken;
    }
}
