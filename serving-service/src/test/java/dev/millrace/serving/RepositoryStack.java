package dev.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.serving.model.DecideServing;
import dev.millrace.serving.model.DecisionTable;
import dev.millrace.serving.model.Deployer;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.Models.ByFare;
import dev.millrace.serving.model.Models.MemoryStore;
import dev.millrace.serving.model.Predictors;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.ServedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Fixture: a stack that answers with one model, and hears of the decisions that it tells. */
public final class RepositoryStack {

    private RepositoryStack() {}

    static final class Fakes {

        @Bean
        @Primary
        MemoryStore memoryStore() {
            return new MemoryStore();
        }

        @Bean
        @Primary
        Predictors byFare() {
            return (modelPackage, graph) -> new ByFare(1);
        }

        @Bean
        @Primary
        DecisionTable decisionTable() {
            return new DecisionTable();
        }
    }

    public static ServingStack start(Path folder) throws IOException {
        var stack = ServingStack.start(folder, Fakes.class);
        stack.bean(Readiness.class).caughtUp();
        stack.bean(DecisionTable.class).join(stack.bean(DecideServing.class));
        var model = stack.bean(MemoryStore.class).putModel("graph", 1);
        stack.bean(Deployer.class).approve(Models.approval(1, model));
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (stack.bean(ServedModels.class).approval(Models.TAXI).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
        return stack;
    }
}
