package dev.millrace.console;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What tests of pages share: the console, and recorded services behind it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "server.servlet.session.cookie.name=millrace-console"})
abstract class PageTest {

    static final RecordedServices SERVICES = new RecordedServices();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        for (var part : dev.millrace.console.service.Part.values()) {
            registry.add("millrace.console.service." + part.label(), () -> SERVICES.url(part.label()));
        }
    }

    @BeforeEach
    void forget() {
        SERVICES.forget();
    }

    int port() {
        return port;
    }

    Visitor admin() {
        return Visitor.signedIn(port, RecordedServices.TOKEN);
    }

    Visitor viewer() {
        return Visitor.signedIn(port, RecordedServices.VIEWER);
    }
}
