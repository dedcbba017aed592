package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images and deploy/compose.yaml, brought up for real, with the demo run against them. */
class ContainerStackIT {

    private static final int OFFSET = 17_000;
    private static final Map<String, Long> TWO_OF_SERVING =
            Map.of("ingestion", 1L, "validation", 1L, "training", 1L, "registry", 1L, "serving", 2L, "monitoring", 1L);

    @Test
    void runsTheWholeLoopInContainers(@TempDir Path home) {
        var found = ComposeStack.onThisMachine(home, OFFSET);
        assumeTrue(found.isPresent(), "SKIPPED: no Docker engine with the images of the stack");
        try (var stack = found.orElseThrow();
                var command = new PackagedStack(home)) {
            stack.build();
            stack.up();
            var environment = stack.environment();

            var demo = command.run(environment, "demo").succeeded();

            assertThat(demo.output()).contains("drift.detected").contains(" 0 failed");
            assertThat(stack.inspect("training", "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}"))
                    .isEqualTo("10001:10001 true");

            stack.up("serving=2");
            var replicas = stack.containers("serving");
            assertThat(replicas).hasSize(2);
            PackagedStack.await(
                    "Prometheus to scrape every replica",
                    () -> stack.replicas("up{job=\"millrace\"} == 1").equals(TWO_OF_SERVING));
            var rows = command.rows(4, 5).toString();
            PackagedStack.await("both replicas to have answered", () -> {
                command.run(environment, "predict", "taxi-tips", rows).succeeded();
                return stack.replicas("millrace_serving_log_rows_total > 0").equals(Map.of("serving", 2L));
            });

            stack.kill(replicas.getFirst());
            for (int i = 0; i < 10; i++) {
                command.run(environment, "predict", "taxi-tips", rows).succeeded();
            }

            stack.kill("validation");
            var specification = command.specification("killed", "gates: [{metric: auc, min: 0.5}]")
                    .toString();
            command.run(environment, "apply", specification).succeeded();
            var upload = command.trips(3, 500).toString();
            command.run(environment, "upload", "killed", upload).succeeded();
            stack.up("serving=2");

            var after = command.run(environment, "upload", "killed", upload, "--wait");
            assertThat(after.exitCode()).as(after.output()).isZero();
        }
    }
}
