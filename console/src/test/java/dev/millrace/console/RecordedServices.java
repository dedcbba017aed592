package dev.millrace.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.json.JsonMapper;

/** A small HTTP server that answers what a test has recorded, for all six services at once. */
final class RecordedServices implements AutoCloseable {

    /** A token that the server knows as somebody who may do everything. */
    static final String TOKEN = "token-of-admin";

    /** A token of somebody who may only look. */
    static final String VIEWER = "token-of-viewer";

    private final HttpServer server;
    private final Map<String, Recorded> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable JwtDecoder decoder;

    RecordedServices() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private record Recorded(int status, String body) {}

    /** What came in. */
    record Asked(String method, String path, String token, String key, String body) {}

    private static final int NEVER = 0;

    RecordedServices on(String pathAndQuery, String body) {
        return on(pathAndQuery, 200, body);
    }

    RecordedServices on(String pathAndQuery, int status, String body) {
        answers.put(pathAndQuery, new Recorded(status, body));
        return this;
    }

    /** Lets a path wait until the server ends. */
    RecordedServices silentOn(String pathAndQuery) {
        answers.put(pathAndQuery, new Recorded(NEVER, ""));
        return this;
    }

    void forget() {
        answers.clear();
        asked.clear();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Where a service answers. */
    String url(String service) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + service;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI().toString();
        var service = uri.replaceFirst("^/(\\w+)/.*", "$1");
        var path = uri.substring(service.length() + 1);
        var token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        asked.add(new Asked(exchange.getRequestMethod(), path, token, key == null ? "" : key, body));
        var owner = whoami(token);
        if (owner.isEmpty()) {
            send(exchange, 401, "{\"code\":\"TOKEN_UNKNOWN\",\"detail\":\"The token is not known\"}");
            return;
        }
        var recorded = path.equals("/v1/whoami") ? new Recorded(200, owner.get()) : recorded(service, path);
        if (recorded.status() == NEVER) {
            await();
            exchange.close();
        } else {
            send(exchange, recorded.status(), recorded.body());
        }
    }

    /** Takes the tokens of an issuer for this audience too, as the services do. */
    void trust(String issuer, String audience) {
        var trusted = NimbusJwtDecoder.withIssuerLocation(issuer).build();
        trusted.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<List<String>>("aud", given -> given != null && given.contains(audience))));
        decoder = trusted;
    }

    private Optional<String> whoami(String token) {
        return switch (token) {
            case TOKEN -> Optional.of("""
                  {"subject":"admin","project":"default",
                 "roles":["VIEWER","DATA_ENGINEER","TRAINER","APPROVER","DEPLOYER","AUDITOR","ADMIN"]}\
                """);
            case VIEWER -> Optional.of("{\"subject\":\"visitor\",\"project\":\"default\",\"roles\":[\"VIEWER\"]}");
            default -> decoded(token);
        };
    }

    private Optional<String> decoded(String token) {
        var trusted = decoder;
        if (trusted == null) {
            return Optional.empty();
        }
        try {
            var jwt = trusted.decode(token);
            return Optional.of(JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "subject", jwt.getSubject(),
                            "project", jwt.getClaimAsString("project"),
                            "roles", jwt.getClaimAsStringList("roles"))));
        } catch (JwtException unknown) {
            return Optional.empty();
        }
    }

    /** By service and query, by query alone, by service alone, or by the bare path. */
    private Recorded recorded(String service, String path) {
        var bare = path.replaceFirst("\\?.*", "");
        return Stream.of("/" + service + path, path, "/" + service + bare, bare)
                .flatMap(key -> Stream.ofNullable(answers.get(key)))
                .findFirst()
                .orElse(new Recorded(404, "{\"code\":\"NOT_FOUND\",\"detail\":\"There is no such thing\"}"));
    }

    /** Everything of a file that has an answer for each path. */
    RecordedServices onAll(String resource) {
        var all = JsonMapper.shared().readTree(RecordedServices.class.getResourceAsStream("/" + resource));
        all.propertyStream()
                .forEach(entry -> on(entry.getKey(), entry.getValue().toString()));
        return this;
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
