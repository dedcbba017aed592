package dev.millrace.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.millrace.messaging.wire.RegistryException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.mock.env.MockEnvironment;

/** A registry that speaks TLS, asks its callers for a certificate, and wants a password. */
class RegistryAccessTests {

    private static final String PASSWORD = "secret-of-a-test";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private HttpsServer server;
    private SslBundle bundle;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        var store = directory.resolve("both.p12");
        makeCertificate(store);
        var details = JksSslStoreDetails.forLocation(store.toUri().toString()).withPassword(PASSWORD);
        bundle = SslBundle.of(new JksSslStoreBundle(details, details));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(bundle.createSslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                var all = getSSLContext().getDefaultSSLParameters();
                all.setNeedClientAuth(true);
                parameters.setSSLParameters(all);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
                var body = "{\"schema\": \"\\\"string\\\"\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsACertificateAndAPassword() {
        var environment = environment()
                .withProperty("schema.registry.ssl.bundle", "registry")
                .withProperty("basic.auth.user.info", "ada:lovelace");
        var bundles = new DefaultSslBundleRegistry("registry", bundle);

        var schema = RegistryAccess.registry(environment, TIMEOUT, bundles).byId(7);

        assertThat(schema).contains("\"string\"");
        assertThat(authorizations).containsExactly("Basic YWRhOmxvdmVsYWNl");
    }

    @Test
    void trustsNoRegistryWithoutBeingToldTo() {
        var registry = RegistryAccess.registry(environment(), TIMEOUT, new DefaultSslBundleRegistry());

        assertThatThrownBy(() -> registry.byId(7))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("no answer");
    }

    private MockEnvironment environment() {
        return new MockEnvironment()
                .withProperty(
                        "schema.registry.url",
                        "https://localhost:" + server.getAddress().getPort());
    }

    private static void makeCertificate(Path store) throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "both",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
    }
}
