package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.testing.DocumentedRoutes;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

class SecurityTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static ServletWebServerApplicationContext context;

    @BeforeAll
    static void start() throws IOException {
        var tokens = Files.writeString(
                folder.resolve("tokens"),
                "# local\n" + TokenFile.hash("reader") + " ann default VIEWER\n" + TokenFile.hash("judge")
                        + " bob default VIEWER,APPROVER\n");
        context = (ServletWebServerApplicationContext)
                run("--server.address=127.0.0.1", "--millrace.security.tokens-file=" + tokens);
    }

    private static Object run(String... arguments) {
        var all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--server.port=0";
        all[arguments.length + 1] = "--spring.application.name=test";
        all[arguments.length + 2] = "--springdoc.api-docs.path=/openapi.json";
        all[arguments.length + 3] = "--millrace.security.public-paths=/openapi.json,/docs,/docs/*,/v1/lobby";
        return SpringApplication.run(App.class, all);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/things/a", "/v1/forgotten", "/nowhere", "/error"})
    void strangersGetNowhere(String path) throws Exception {
        var answer = get(path, null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.body()).contains("\"code\":\"TOKEN_REQUIRED\"");
    }

    @Test
    void aTokenThatNobodyMadeIsRefused() throws Exception {
        assertThat(get("/v1/things/a", "guess").body())
                .contains("TOKEN_INVALID")
                .doesNotContain("guess");
    }

    @Test
    void theCallerReachesTheController() throws Exception {
        assertThat(get("/v1/things/a", "reader").body()).isEqualTo("a for ann");
    }

    @Test
    void callersLearnWhoTheyAre() throws Exception {
        assertThat(get("/v1/whoami", "judge").body())
                .isEqualTo("{\"subject\":\"bob\",\"project\":\"default\",\"roles\":[\"VIEWER\",\"APPROVER\"]}");
        assertThat(get("/v1/whoami", null).statusCode()).isEqualTo(401);
    }

    @Test
    void aRouteNeedsItsRole() throws Exception {
        var answer = post("{\"name\":\"x\"}", "reader");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("ROLE_REQUIRED").contains("approver");
        assertThat(post("{\"name\":\"x\"}", "judge").body()).isEqualTo("x");
    }

    @Test
    void aRouteThatSaysNothingIsClosed() throws Exception {
        assertThat(get("/v1/forgotten", "judge").body()).contains("ROUTE_CLOSED");
    }

    @Test
    void aRouteSaysWhichMethodsItTakes() throws Exception {
        var options = HttpRequest.BodyPublishers.noBody();

        var answer =
                send(request("/v1/things", "reader").method("OPTIONS", options).build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
        assertThat(send(request("/v1/things", null).method("OPTIONS", options).build())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aServletWithoutARuleIsClosed() throws Exception {
        assertThat(get("/raw/secret", null).statusCode()).isEqualTo(401);
        assertThat(get("/raw/secret", "judge").statusCode()).isEqualTo(403);
        assertThat(get("/raw/open", "reader").body()).isEqualTo("raw");
        assertThat(get("/nowhere", "reader").statusCode()).isEqualTo(404);
    }

    @Test
    void aForeignHostNameIsRefused() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream()
                    .write("GET /v1/things/a HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HOST_NOT_ALLOWED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/things/..%2Fa",
                "/v1/things/%252e%252e%252fa",
                "/v1/things/a%00b",
                "/v1/things/a%5Cb",
                "/v1/things/../a",
                "/v1//things",
                "/v1/things/a;jsessionid=1"
            })
    void aPathThatHidesSomethingIsRefused(String path) throws Exception {
        var answer = get(path, "reader");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"PATH_ENCODING\"");
    }

    @Test
    void badJsonIsNamedWithItsPlace() throws Exception {
        assertThat(post("{\"name\":\"a\",", "judge").body())
                .contains("JSON_MALFORMED")
                .contains("\"line\":1");
        assertThat(post("{\"name\":\"a\",\"note\":" + "[".repeat(10_000), "judge")
                        .body())
                .contains("JSON_TOO_DEEP");
        assertThat(post("{\"name\":\"a\",\"name\":\"b\"}", "judge").body()).contains("JSON_DUPLICATE_KEY");
        assertThat(post("{\"nome\":\"a\"}", "judge").body())
                .contains("UNKNOWN_FIELD")
                .contains("\"didYouMean\":\"name\"");
        assertThat(post("", "judge").body()).contains("BODY_EMPTY");
    }

    @Test
    void theDocumentListsEveryRouteAndIsReadableHere() throws Exception {
        assertThat(get("/openapi.json", null).body())
                .contains("/v1/things/{thing}")
                .contains("/v1/things")
                .contains("application/problem+json")
                .doesNotContain("\"caller\"")
                .contains("\"size\":{\"type\":[\"integer\",\"null\"]", "\"name\":{\"type\":\"string\"}");
        assertThat(get("/docs", null).body()).contains("<title>Millrace</title>");
    }

    @Test
    void theRouteSweepNoticesARouteThatLetsStrangersIn() {
        DocumentedRoutes.assertClosedToStrangers(context, "/v1/lobby");

        assertThatThrownBy(() -> DocumentedRoutes.assertClosedToStrangers(context))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("status of GET /v1/lobby without a token");
    }

    @Test
    void withoutAnyWayToKnowCallersItDoesNotStart() {
        assertThatThrownBy(() -> run("--server.address=127.0.0.1"))
                .hasStackTraceContaining("nobody could call this service");
    }

    @Test
    void localTokensAreForLoopbackOnly() {
        assertThatThrownBy(() ->
                        run("--server.address=0.0.0.0", "--millrace.security.tokens-file=" + folder.resolve("tokens")))
                .hasStackTraceContaining("loopback only");
    }

    private static int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static HttpResponse<String> get(String path, @Nullable String token) throws Exception {
        return send(request(path, token).build());
    }

    private static HttpResponse<String> post(String body, String token) throws Exception {
        return send(request("/v1/things", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    record Thing(
            String name, @Nullable Integer size, @Nullable JsonNode note) {}

    @RestController
    static class Things {

        @Allowed(Role.VIEWER)
        @GetMapping("/v1/things/{thing}")
        String thing(@PathVariable String thing, Caller caller) {
            return thing + " for " + caller.subject();
        }

        @Allowed(Role.APPROVER)
        @PostMapping("/v1/things")
        String create(@RequestBody Thing thing) {
            return thing.name();
        }

        @GetMapping("/v1/lobby")
        String lobby() {
            return "welcome";
        }

        @GetMapping("/v1/forgotten")
        String forgotten() {
            return "secret";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Things.class)
    static class App {

        @Bean
        ServletRegistrationBean<HttpServlet> raw() {
            var servlet = new HttpServlet() {
                private static final long serialVersionUID = 1L;

                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    response.getWriter().write("raw");
                }
            };
            return new ServletRegistrationBean<>(servlet, "/raw/*");
        }

        @Bean
        RouteRule open() {
            return new RouteRule("/raw/open", Set.of(Role.VIEWER));
        }
    }
}
