package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

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
