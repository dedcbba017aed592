package dev.millrace.console.service;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Questions of one page, asked side by side with the reader's token and waited for until one deadline. */
public final class Asking {

    private final Services services;
    private final String token;
    private final boolean shared;
    private long deadline;

    /** @param shared whether equal questions that are under way are sent once */
    Asking(Services services, String token, boolean shared, long deadline) {
        this.services = services;
        this.token = token;
        this.shared = shared;
        this.deadline = deadline;
    }

    /**
     * Sends a question.
     *
     * @param template a path with its query, with {@code {names}} where values go
     */
    public <T> Pending<T> of(Part part, Class<T> type, String template, Object... values) {
        var path = Services.expand(template, values);
        return pending(
                part,
                path,
                shared
                        ? services.share(part, type, path, token)
                        : services.send(part, type, path, Services.reading(token)));
    }

    /** Sends the same question to all six. */
    public <T> Map<Part, Pending<T>> ofAll(Class<T> type, String path) {
        var all = new EnumMap<Part, Pending<T>>(Part.class);
        Arrays.stream(Part.values()).forEach(part -> all.put(part, of(part, type, path)));
        return all;
    }

    /** Makes a service do something, once however often the same key comes. */
    public <T> Answer<T> post(Part part, Class<T> type, String idempotencyKey, Object body, String path) {
        var request = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(services.written(body)));
        return changed(part, type, request, path);
    }

    /** Makes a service remove something. */
    public Answer<JsonNode> delete(Part part, String path) {
        return changed(part, JsonNode.class, HttpRequest.newBuilder().DELETE(), path);
    }

    private <T> Answer<T> changed(Part part, Class<T> type, HttpRequest.Builder request, String path) {
        request.header("Authorization", "Bearer " + token);
        var answer =
                pending(part, path, services.send(part, type, path, request)).answer();
        // The page that tells the outcome has its own time: this one may have taken all of it.
        deadline = services.deadline();
        return answer;
    }

    private <T> Pending<T> pending(Part part, String path, CompletableFuture<Answer<T>> coming) {
        return new Pending<>(coming, new Answer.Late<>("/json/" + part.label() + path, part), deadline);
    }

    /** A path with values in it, for what changes something. */
    public static String path(String template, Object... values) {
        return Services.expand(template, values);
    }
}
