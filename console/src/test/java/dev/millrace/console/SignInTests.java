package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInTests extends PageTest {

    @Test
    void leadsToSignInAndBack() {
        var visitor = new Visitor(port());
        var away = visitor.get("/runs?status=FAILED");
        assertThat(away.statusCode()).isEqualTo(302);
        assertThat(away.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/sign-in?to=%2Fruns%3Fstatus%3DFAILED"));
        var form = visitor.page("/sign-in?to=%2Fruns%3Fstatus%3DFAILED");
        var back = visitor.submit(form, "form.stack", Map.of("token", RecordedServices.TOKEN));
        assertThat(back.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/runs?status=FAILED"));
    }

    @Test
    void neverLeadsToAnotherHost() {
        for (String to : new String[] {"//evil.example", "https://evil.example", "/\\evil.example", "/x\\y"}) {
            var visitor = new Visitor(port());
            var back = visitor.submit(
                    visitor.page("/sign-in"), "form.stack", Map.of("token", RecordedServices.TOKEN, "to", to));
            assertThat(back.headers().firstValue("Location"))
                    .hasValueSatisfying(there -> assertThat(there).endsWith("/"));
        }
    }

    @Test
    void saysThatNobodyKnowsTheToken() {
        var visitor = new Visitor(port());
        var answer = visitor.submit(visitor.page("/sign-in"), "form.stack", Map.of("token", "wrong"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("No service knows this token.").doesNotContain("wrong");
        assertThat(visitor.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void refusesAFormWithoutItsToken() {
        var visitor = admin();
        assertThat(visitor.post("/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatAnotherSiteAsksFor() {
        var visitor = new Visitor(port());
        var answer = visitor.post("/sign-in", Map.of("token", RecordedServices.TOKEN), "Sec-Fetch-Site", "cross-site");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(visitor.get("/sign-in/" + "0".repeat(48), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void sendsTheHeadersThatKeepABrowserSafe() {
        var headers = admin().get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cache-Control"))
                .hasValueSatisfying(control -> assertThat(control).contains("no-store"));
    }

    @Test
    void isPutIntoNoOtherSitesPage() {
        assertThat(admin().get("/").headers().firstValue("X-Frame-Options")).hasValue("DENY");
    }

    /** A page elsewhere whose name is made to lead here would otherwise read what the reader may read. */
    @Test
    void answersNoHostNameThatIsNotItsOwn() throws IOException {
        assertThat(statusFor("evil.example")).isEqualTo("HTTP/1.1 400 ");
        assertThat(statusFor("127.0.0.1.evil.example")).isEqualTo("HTTP/1.1 400 ");
        assertThat(statusFor("localhost:" + port())).isEqualTo("HTTP/1.1 200 ");
    }

    private String statusFor(String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            var request = "GET /sign-in HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void actsOnlyInTheNameOfWhoseSessionItIs() {
        SERVICES.on("/training/v1/pipelines/taxi-tips/runs", "{\"pipeline\":\"taxi-tips\",\"decision\":\"STARTED\"}");
        var path = "/pipelines/taxi-tips/run";
        var administrators = admin().page(path);
        var visitor = viewer();

        assertThat(visitor.submit(administrators, "form.stack", Map.of(), path).statusCode())
                .as("the form of somebody else's page")
                .isEqualTo(403);
        assertThat(SERVICES.asked()).noneMatch(asked -> asked.method().equals("POST"));

        visitor.submit(visitor.page(path), "form.stack", Map.of(), path);
        assertThat(SERVICES.asked())
                .filteredOn(asked -> asked.method().equals("POST"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.token()).isEqualTo(RecordedServices.VIEWER));
    }

    @Test
    void signsInByATicketOnce() {
        var program = new Visitor(port());
        var path = program.ticket(RecordedServices.TOKEN);
        assertThat(path).doesNotContain(RecordedServices.TOKEN);
        var browser = new Visitor(port());
        assertThat(browser.get(path).statusCode()).isEqualTo(302);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(new Visitor(port()).get(path).statusCode()).isEqualTo(410);
    }

    @Test
    void hasNoTokenInAPage() {
        assertThat(admin().get("/").body()).doesNotContain(RecordedServices.TOKEN);
    }
}
