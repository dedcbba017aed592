package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images and deploy/compose.yaml, brought up for real, with the demo run against them. */
class ContainerStackIT {

    private static final int OFFSET = 19_000;

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

            stack.kill("validation");
            var specification = command.specification("killed", "gates: [{metric: auc, min: 0.5}]")
                    .toString();
            command.run(environment, "apply", specification).succeeded();
            var upload = command.trips(3, 500).toString();
            command.run(environment, "upload", "killed", upload).succeeded();
            stack.up();

            var after = command.run(environment, "upload", "killed", upload, "--wait");
            assertThat(after.exitCode()).as(after.output()).isZero();
        }
    }
}
