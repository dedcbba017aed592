package dev.millrace.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.console.service.UnderWay.Question;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnderWayTests {

    private static final Question SUMMARY = new Question("token", Part.TRAINING, "/v1/summary");

    private final UnderWay underWay = new UnderWay();
    private final List<CompletableFuture<HttpResponse<byte[]>>> sent = new ArrayList<>();

    @Test
    void sendsAQuestionOnceWhileItsAnswerIsUnderWay() {
        var first = ask(SUMMARY);
        var second = ask(SUMMARY);
        assertThat(sent).hasSize(1);
        sent.getFirst().completeExceptionally(new IOException("away"));
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();

        assertThat(ask(SUMMARY)).isNotDone();
        assertThat(sent).hasSize(2);
    }

    @Test
    void asksAgainAfterAQuestionThatCouldNotBeSent() {
        assertThat(underWay.answer(SUMMARY, () -> {
                    throw new IllegalArgumentException("no address");
                }))
                .isCompletedExceptionally();
        assertThat(ask(SUMMARY)).isNotDone();
        assertThat(sent).hasSize(1);
    }

    @Test
    void sharesNothingBetweenReadersServicesOrPaths() {
        assertThat(Stream.of(
                                SUMMARY,
                                new Question("another", Part.TRAINING, "/v1/summary"),
                                new Question("token", Part.REGISTRY, "/v1/summary"),
                                new Question("token", Part.TRAINING, "/v1/runs"))
                        .map(this::ask)
                        .distinct())
                .hasSize(4);
        assertThat(sent).hasSize(4);
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(Question question) {
        return underWay.answer(question, () -> {
            var answer = new CompletableFuture<HttpResponse<byte[]>>();
            sent.add(answer);
            return answer;
        });
    }
}
