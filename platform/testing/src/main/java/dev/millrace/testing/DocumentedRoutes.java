package dev.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the routes in the {@code /openapi.json} of a running service with those that it has, so that none is missing
 * or unexplained, and asks each of them as a stranger, so that none lets one in.
 */
public final class DocumentedRoutes {

    private static final String DOCUMENT = "/openapi.json";
    private static final String ANY = "ANY";
    private static final List<String> ABOUT_ROUTES = List.of(DOCUMENT, "/docs", "/error");
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    private DocumentedRoutes() {}

    /**
     * Fails where a controller's route is not in the document, nothing stands behind one of the document's, one has no
     * summary, one answers a stranger, or the document lacks what the {@linkplain ConsoleReads console reads}.
     *
     * @param open paths that are meant for everybody
     */
    public static void assertComplete(ApplicationContext service, String... open) {
        var document = document(service);
        var summaries = summaries(document);
        var documented = summaries.keySet();
        var servlets = servlets(service);

        assertThat(documented)
                .as("routes of " + DOCUMENT + " against those of controllers")
                .filteredOn(route -> servlets.stream().noneMatch(mapping -> covers(mapping, path(route))))
                .containsExactlyInAnyOrderElementsOf(controllers(service));
        assertThat(servlets)
                .allSatisfy(mapping -> assertThat(documented)
                        .as("routes below the servlet mapping " + mapping)
                        .anyMatch(route -> covers(mapping, path(route))));
        assertThat(summaries)
                .allSatisfy((route, summary) ->
                        assertThat(summary).as("summary of " + route).isNotBlank());
        assertClosedToStrangers(service, documented, open);
        var name = service.getEnvironment().getRequiredProperty("spring.application.name");
        ConsoleReads.assertDocumented(name, document);
    }

    /** Fails where a controller's route answers a stranger. */
    public static void assertClosedToStrangers(ApplicationContext service, String... open) {
        assertClosedToStrangers(service, Set.of(), open);
    }

    private static void assertClosedToStrangers(ApplicationContext service, Set<String> documented, String... open) {
        var routes = new TreeSet<>(controllers(service));
        routes.addAll(documented);
        routes.removeIf(route -> List.of(open).contains(path(route)));
        try (var client = HttpClient.newHttpClient()) {
            assertThat(routes)
                    .allSatisfy(route -> assertThat(statusForAStranger(client, service, route))
                            .as("status of " + route + " without a token")
                            .isEqualTo(401));
        }
    }

    private static int statusForAStranger(HttpClient client, ApplicationContext service, String route) {
        var method = route.substring(0, route.indexOf(' '));
        var request = HttpRequest.newBuilder(address(service, path(route).replaceAll("\\{[^}]*}", "1")))
                .method(method.equals(ANY) ? "GET" : method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static URI address(ApplicationContext service, String path) {
        return URI.create(
                "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private static JsonNode document(ApplicationContext service) {
        try (InputStream document = address(service, DOCUMENT).toURL().openStream()) {
            return new JsonMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the document says each route is for. */
    private static Map<String, String> summaries(JsonNode document) {
        var summaries = new HashMap<String, String>();
        for (var path : document.path("paths").properties()) {
            path.getValue().properties().stream()
                    .filter(operation -> METHODS.contains(operation.getKey()))
                    .forEach(operation -> summaries.put(
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                            operation.getValue().path("summary").asString("")));
        }
        return summaries;
    }

    private static Set<String> controllers(ApplicationContext service) {
        var mapping = service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(DocumentedRoutes::routes)
                .filter(route -> ABOUT_ROUTES.stream().noneMatch(path(route)::startsWith))
                .collect(Collectors.toSet());
    }

    private static Stream<String> routes(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .flatMap(path -> mapping.getMethodsCondition().getMethods().isEmpty()
                        ? Stream.of(ANY + " " + path)
                        : mapping.getMethodsCondition().getMethods().stream().map(method -> method + " " + path));
    }

    /** Mappings of servlets besides the one of controllers; what is behind them only they know. */
    private static List<String> servlets(ApplicationContext service) {
        return service.getBean(ServletContext.class).getServletRegistrations().values().stream()
                .flatMap(servlet -> servlet.getMappings().stream())
                .filter(mapping -> !mapping.equals("/"))
                .toList();
    }

    private static boolean covers(String mapping, String path) {
        return mapping.endsWith("/*")
                ? path.startsWith(mapping.substring(0, mapping.length() - 1))
                : path.equals(mapping);
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }
}
