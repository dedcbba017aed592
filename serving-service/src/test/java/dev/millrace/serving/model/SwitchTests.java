package dev.millrace.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.Rows;
import dev.millrace.serving.model.Models.ByFare;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwitchTests {

    private static final Rows ROW = Rows.of(Models.SIGNATURE, List.of(List.of(50.0, true, "Blue")));

    private final ServedModels served = new ServedModels();

    @Test
    void switchesTwoHundredTimesUnderLoadWithoutAFailedRequest() throws Exception {
        var predictors = IntStream.rangeClosed(0, 200)
                .mapToObj(generation -> new ByFare(1))
                .toList();
        served.switchTo(Models.served(1, predictors.getFirst()));
        var stop = new AtomicBoolean();
        Callable<Long> requests = () -> {
            long answered = 0;
            long seen = 0;
            while (!stop.get() || answered < 1_000) {
                try (var lease = served.lease(Models.TAXI).orElseThrow()) {
                    assertThat(lease.model().scores(ROW)[1]).isEqualTo(0.5f);
                    assertThat(lease.model().approval().generation()).isGreaterThanOrEqualTo(seen);
                    seen = lease.model().approval().generation();
                    answered++;
                }
            }
            return answered;
        };
        try (var clients = Executors.newFixedThreadPool(4)) {
            var running = new ArrayList<java.util.concurrent.Future<Long>>();
            for (int client = 0; client < 4; client++) {
                running.add(clients.submit(requests));
            }
            for (int generation = 2; generation <= 201; generation++) {
                assertThat(served.switchTo(Models.served(generation, predictors.get(generation - 1))))
                        .isTrue();
            }
            stop.set(true);
            for (var client : running) {
                assertThat(client.get()).isPositive();
            }
        }
        assertThat(predictors.subList(0, 200))
                .allSatisfy(old -> assertThat(old.closed).hasValue(1));
        assertThat(predictors.getLast().closed).hasValue(0);
    }

    @Test
    void keepsAReplacedVersionOpenUntilItsLastRequestEnds() {
        var old = new ByFare(1);
        served.switchTo(Models.served(1, old));
        var lease = served.lease(Models.TAXI).orElseThrow();

        served.switchTo(Models.served(2, new ByFare(1)));

        assertThat(old.closed).hasValue(0);
        lease.close();
        assertThat(old.closed).hasValue(1);
    }

    @Test
    void keepsTheNewerGenerationWhenAnOlderOneIsLoadedLater() {
        var late = new ByFare(1);
        served.switchTo(Models.served(5, new ByFare(1)));

        assertThat(served.switchTo(Models.served(4, late))).isFalse();

        assertThat(late.closed).hasValue(1);
        assertThat(served.approval(Models.TAXI).orElseThrow().generation()).isEqualTo(5);
    }

    @Test
    void rollsBackToAnEarlierVersionUnderANewGeneration() {
        served.switchTo(Models.served(1, new ByFare(1)));
        served.switchTo(Models.served(2, new ByFare(1)));

        assertThat(served.isRetired(Models.TAXI, "1")).isTrue();
        assertThat(served.isRetired(Models.TAXI, "2")).isFalse();
    }
}
