package dev.millrace.monitoring.routing.sink;

import dev.millrace.monitoring.routing.Sending;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Posts JSON to permitted addresses. Redirects are not followed: they would lead to addresses that nobody permitted. */
final class HttpPosts {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(15);

    /** By which a receiver says that the message itself is wrong; everything else may be mended while the message waits. */
    private static final Set<Integer> REFUSED = Set.of(400, 413, 415, 422);

    private final RestClient client;

    HttpPosts() {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build());
        requests.setReadTimeout(READ);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    Sending post(URI url, byte[] json, Map<String, String> headers) {
        try {
            return client.post()
                    .uri(url)
                    .contentType(MediaType.APPLICATION_JSON)
                    .headers(all -> headers.forEach(all::set))
                    .body(json)
                    .exchange((request, response) -> sending(url, response.getStatusCode(), response.getHeaders()));
        } catch (ResourceAccessException e) {
            // Its message has the address, which may be a secret.
            return new Sending.Unavailable(place(url) + " cannot be reached: " + reason(e), null);
        }
    }

    private static Sending sending(URI url, HttpStatusCode status, HttpHeaders headers) {
        if (status.is2xxSuccessful()) {
            return new Sending.Accepted();
        }
        var why = "%s answered %d".formatted(place(url), status.value());
        return REFUSED.contains(status.value())
                ? new Sending.Refused(why)
                : new Sending.Unavailable(why, pause(headers.getFirst(HttpHeaders.RETRY_AFTER)));
    }

    private static @Nullable Duration pause(@Nullable String seconds) {
        return seconds != null && seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static String place(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    private static String reason(ResourceAccessException e) {
        var cause = e.getCause();
        return (cause == null ? e : cause).getClass().getSimpleName();
    }
}
