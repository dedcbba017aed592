package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** The console in the hands of a command: an address that signs in, and pages as files that need nothing else. */
public final class ConsolePage {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern STYLE_SHEET = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\">");
    private static final Pattern LEFT_OUT =
            Pattern.compile("(?s)<script[^>]*>.*?</script>|<link rel=\"icon\"[^>]*>|<form.*?</form>");
    private static final Pattern OWN_ADDRESS = Pattern.compile(" href=\"/(?!/)");

    private final String console;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(new CookieManager())
            .build();

    /** @param console where it answers */
    public ConsolePage(String console, String token) {
        this.console = console;
        this.token = token;
    }

    /** The page at this path, which links lead back to the console. */
    public String standalone(String path) {
        checked(send(HttpRequest.newBuilder(address(ticket())).timeout(PATIENCE).build()), 302);
        var page = get(path + (path.contains("?") ? "&" : "?") + "standalone&wait=1");
        var styled = STYLE_SHEET
                .matcher(page)
                .replaceAll(sheet ->
                        Matcher.quoteReplacement("<style>" + get(sheet.group(1)).replace("</", "<\\/") + "</style>"));
        var still = LEFT_OUT.matcher(styled).replaceAll("");
        return OWN_ADDRESS.matcher(still).replaceAll(" href=\"" + Matcher.quoteReplacement(console) + "/");
    }

    /** A path that signs in once: it stands for the token, which is in no address. */
    public String ticket() {
        var wanted = HttpRequest.newBuilder(address("/sign-in/tickets"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("token", token))))
                .build();
        return JSON.readTree(checked(send(wanted), 200).body()).path("path").asString();
    }

    private String get(String path) {
        return checked(
                        send(HttpRequest.newBuilder(address(path))
                                .timeout(PATIENCE)
                                .build()),
                        200)
                .body();
    }

    private URI address(String path) {
        return URI.create(console + path);
    }

    private HttpResponse<String> checked(HttpResponse<String> response, int wanted) {
        if (response.statusCode() != wanted) {
            throw new Complaint("the console answers " + response.statusCode() + " to "
                    + response.request().uri().getPath());
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Complaint("the console does not answer on " + console + "; start it with ./millrace up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }
}
