package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Requests that are broken as HTTP: each is refused with problem details, whoever would have answered it. */
class MalformedRequestsTests {

    @TempDir
    static Path folder;

    private static ServletWebServerApplicationContext context;

    @BeforeAll
    static void start() throws IOException {
        var tokens =
                Files.writeString(folder.resolve("tokens"), TokenFile.hash("reader") + " ann default VIEWER,ADMIN\n");
        context = (ServletWebServerApplicationContext) SpringApplication.run(
                App.class,
                "--spring.config.location=classpath:millrace-defaults.yaml",
                "--server.port=0",
                "--spring.application.name=test",
                "--millrace.security.tokens-file=" + tokens);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    /** What the web server itself cannot read, wherever it was going. */
    static Stream<Arguments> malformedForAnybody() {
        return Stream.of("/v1/things", "/raw/things")
                .flatMap(path -> Stream.of(
                        arguments("GET " + path + "?=1", "", 400, "QUERY_MALFORMED"),
                        arguments("GET " + path + "?a=1&=2", "", 400, "QUERY_MALFORMED"),
                        arguments("GET " + path + "%5C?=1", "", 400, "PATH_ENCODING"),
                        arguments("GET " + path + "%5C", "Content-Type: multipart/form-data", 400, "PATH_ENCODING"),
                        arguments("GET " + path + "?a=%", "", 400, "QUERY_MALFORMED"),
                        arguments("GET " + path + "?a=%zz", "", 400, "QUERY_MALFORMED"),
                        arguments("GET " + path + "?%ff=1", "", 400, "QUERY_MALFORMED"),
                        arguments("GET " + path + "?" + "a=1&".repeat(1200), "", 400, "QUERY_MALFORMED"),
                        arguments("GET " + path + "?a=" + "x".repeat(9000), "", 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path, "X-Long: " + "x".repeat(9000), 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path, "X: 1\r\n".repeat(150) + "X: 1", 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path, "Cookie: a=\u0000", 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path, "Bad Header: 1", 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path, "no colon", 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path, "Host: 127.0.0.1", 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path, "Expect: nonsense", 417, "EXPECTATION_FAILED"),
                        arguments("GET " + path + "/[x]", "", 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path + "/\u00e9", "", 400, "REQUEST_MALFORMED"),
                        arguments("GET " + path + "/%", "", 400, "PATH_ENCODING"),
                        arguments("GET *", "", 400, "PATH_ENCODING"),
                        arguments("TRACE " + path, "", 405, "METHOD_NOT_ALLOWED"),
                        arguments("CONNECT " + path, "", 501, "NOT_IMPLEMENTED"),
                        arguments("N@NSENSE " + path, "", 400, "REQUEST_MALFORMED"),
                        arguments("POST " + path, "Content-Type: multipart/form-data", 400, "CONTENT_TYPE_MALFORMED"),
                        arguments("POST " + path, "Content-Type: Multipart/Mixed", 400, "CONTENT_TYPE_MALFORMED"),
                        arguments("POST " + path, "Content-Length: x", 400, "REQUEST_MALFORMED"),
                        arguments("POST " + path, "Content-Length: -1", 400, "REQUEST_MALFORMED"),
                        arguments("POST " + path, "Transfer-Encoding: nonsense", 501, "NOT_IMPLEMENTED"),
                        arguments("POST " + path + "/bytes", "Content-Length: 10", 400, "REQUEST_MALFORMED"),
                        arguments("POST " + path + "/bytes", "Transfer-Encoding: chunked", 400, "REQUEST_MALFORMED")));
    }

    /** What only a controller looks at. */
    static Stream<Arguments> malformedForControllers() {
        var path = "/v1/things";
        return Stream.of(
                arguments("GET " + path + "?count=x", "", 400, "PARAMETER_TYPE"),
                arguments("GET " + path + "?since=0", "", 400, "PARAMETER_TYPE"),
                arguments("GET " + path + "?since=", "", 400, "PARAMETER_EMPTY"),
                arguments("GET " + path + "?count=", "", 400, "PARAMETER_EMPTY"),
                arguments("GET " + path + "?count", "", 400, "PARAMETER_EMPTY"),
                arguments("GET " + path, "Accept: x", 406, "NOT_ACCEPTABLE"),
                arguments("GET " + path, "Accept: */*;q=x", 406, "NOT_ACCEPTABLE"),
                arguments("GET " + path, "Accept: image/png", 406, "NOT_ACCEPTABLE"),
                arguments("GET " + path, "Accept: \u0081", 400, "REQUEST_MALFORMED"),
                arguments("GET " + path, "X-Note: \u0081", 400, "REQUEST_MALFORMED"),
                arguments("PROPFIND " + path, "", 405, "METHOD_NOT_ALLOWED"),
                arguments("get " + path, "", 405, "METHOD_NOT_ALLOWED"),
                arguments("PUT " + path, form("a=%z"), 405, "METHOD_NOT_ALLOWED"),
                arguments("POST " + path, form("=1"), 400, "QUERY_MALFORMED"),
                arguments("POST " + path, "Content-Length: 0", 400, "BODY_EMPTY"),
                arguments("POST " + path, "Content-Type: nonsense", 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("POST " + path, "Content-Type: a/b/c", 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("POST " + path, "Content-Type: multipart/x;boundary=b", 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("POST " + path, "Content-Type: application/json;charset=x", 415, "UNSUPPORTED_MEDIA_TYPE"),
                arguments("POST " + path, "Content-Type: application/json;charset=\"", 415, "UNSUPPORTED_MEDIA_TYPE"));
    }

    private static String form(String body) {
        return "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/things/bytes", "/raw/things/bytes"})
    void saysThatABodyIsCut(String path) throws IOException {
        assertThat(answer("POST " + path, "Content-Length: 10\r\n\r\nhalf")).contains("ended before all of its body");
    }

    @ParameterizedTest
    @MethodSource({"malformedForAnybody", "malformedForControllers"})
    void isRefusedWithProblemDetails(String line, String rest, int status, String code) throws IOException {
        var answer = answer(line, rest);

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"code\":\"" + code + "\"");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
    }

    /** What is unusual without being wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/things?a",
                "GET /v1/things?since=2026-11-28T01:00:00%2B01:00",
                "GET /v1/things?&&&",
                "GET http://127.0.0.1/v1/things",
                "GET /raw/things?a=%00",
                "HEAD /v1/things"
            })
    void isAnswered(String line) throws IOException {
        assertThat(answer(line, "Cookie: =;;=,\"")).startsWith("HTTP/1.1 200");
    }

    private static String answer(String line, String rest) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            var request = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer reader\r\nConnection: close\r\n"
                    + (rest.isEmpty() ? "" : rest + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    record Thing(String name) {}

    @RestController
    static class Things {

        @Allowed(Role.VIEWER)
        @GetMapping("/v1/things")
        Thing thing(
                @RequestParam(defaultValue = "1") int count,
                @RequestParam(defaultValue = "") String note,
                @RequestParam(defaultValue = "2026-11-28T00:00:00Z") Instant since,
                @RequestHeader(name = "X-Note", defaultValue = "") String header) {
            return new Thing("a" + count + note + since + header);
        }

        @Allowed(Role.ADMIN)
        @PostMapping("/v1/things/bytes")
        Thing bytes(InputStream body) throws IOException {
            return new Thing("b" + body.readAllBytes().length);
        }

        @Allowed(Role.ADMIN)
        @PostMapping("/v1/things")
        Thing create(@RequestBody Thing thing) {
            return thing;
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
                protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    request.getInputStream().readAllBytes();
                    response.setContentType("application/json");
                    response.getWriter().write("{}");
                }
            };
            return new ServletRegistrationBean<>(servlet, "/raw/*");
        }

        @Bean
        RouteRule open() {
            return new RouteRule("/raw/**", Set.of(Role.VIEWER));
        }
    }
}
