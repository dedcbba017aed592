package dev.millrace.console.service;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Questions whose answers are under way; who asks the same meanwhile, in the same name, gets the same answer. */
final class UnderWay {

    private final Map<Question, CompletableFuture<HttpResponse<byte[]>>> answers = new ConcurrentHashMap<>();

    /** What somebody asks a service. */
    record Question(String token, Part part, String path) {}

    CompletableFuture<HttpResponse<byte[]>> answer(
            Question question, Supplier<CompletableFuture<HttpResponse<byte[]>>> send) {
        var mine = new CompletableFuture<HttpResponse<byte[]>>();
        var earlier = answers.putIfAbsent(question, mine);
        if (earlier != null) {
            return earlier;
        }
        // What cannot even be sent is an answer, too: nobody may wait for it for ever.
        return CompletableFuture.completedFuture(question)
                .thenCompose(asked -> send.get())
                .whenComplete((response, failure) -> {
                    answers.remove(question);
                    if (failure == null) {
                        mine.complete(response);
                    } else {
                        mine.completeExceptionally(failure);
                    }
                });
    }
}
