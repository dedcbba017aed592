package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.console.service.Part;
import dev.millrace.provider.Provider;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People sign in by a real OpenID provider, and services that trust it know them by its token. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "server.servlet.session.cookie.name=millrace-console",
            "millrace.console.oidc.client-id=" + Provider.CLIENT,
            "millrace.console.oidc.client-secret=" + Provider.SECRET,
            "millrace.console.oidc.name=the office"
        })
@DirtiesContext
class OidcTests {

    private static final Provider PROVIDER = new Provider();
    private static final RecordedServices SERVICES = new RecordedServices();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("millrace.console.oidc.issuer-uri", PROVIDER::issuer);
        for (var part : Part.values()) {
            registry.add("millrace.console.service." + part.label(), () -> SERVICES.url(part.label()));
        }
    }

    @AfterAll
    static void stop() {
        SERVICES.close();
        PROVIDER.close();
    }

    @BeforeEach
    void record() {
        SERVICES.forget();
        SERVICES.onAll("recorded.json");
        SERVICES.trust(PROVIDER.issuer(), Provider.AUDIENCE);
    }

    @Test
    void leadsToTheProviderAndBackToThePageThatWasWanted() {
        var ann = new Visitor(port);
        var away = ann.get("/runs?status=FAILED");
        assertThat(away.headers().firstValue("Location")).hasValue("/sign-in?to=%2Fruns%3Fstatus%3DFAILED");

        var back = signIn(ann, "/sign-in?to=%2Fruns%3Fstatus%3DFAILED");

        assertThat(back.headers().firstValue("Location")).hasValue("/runs?status=FAILED");
        var page = ann.page("/");
        assertThat(page.select(".who").text()).contains("ann", "project default", "TRAINER");
        assertThat(SERVICES.asked())
                .as("every question carries a token that the provider has made")
                .isNotEmpty()
                .allMatch(asked -> asked.token().startsWith("ey"));
        assertThat(page.html()).doesNotContain(SERVICES.asked().getLast().token());
    }

    @Test
    void renewsTheTokenBeforeItEnds() {
        var ann = new Visitor(port);
        signIn(ann, "/sign-in");
        var first = SERVICES.asked().getLast().token();
        int before = PROVIDER.renewals();

        assertThat(ann.page("/").select(".who").text()).contains("ann");

        assertThat(PROVIDER.renewals()).isGreaterThan(before);
        assertThat(SERVICES.asked().getLast().token()).startsWith("ey").isNotEqualTo(first);
    }

    @Test
    void signsOutWhoeverTheProviderDoesNotKnowAnyMore() {
        var ann = new Visitor(port);
        signIn(ann, "/sign-in");
        PROVIDER.takeBack();

        assertThat(ann.get("/runs").headers().firstValue("Location")).hasValue("/sign-in?to=%2Fruns");
    }

    @Test
    void tellsWhomTheServicesDoNotKnowWhatTheyLookFor() {
        SERVICES.trust(PROVIDER.issuer(), "somebody-else");
        var ann = new Visitor(port);

        var back = signIn(ann, "/sign-in");

        assertThat(back.headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(ann.page("/sign-in").text())
                .contains("the office knows you, but Millrace does not let you in", "audience");
        assertThat(ann.get("/").statusCode()).isEqualTo(302);
        assertThat(ann.page("/sign-in").text()).as("it is told once").doesNotContain("does not let you in");
    }

    /** The provider takes the proof of the newest token only, so this also shows that the console keeps up with it. */
    @Test
    void signsOutAtTheProviderToo() {
        var here = "http://127.0.0.1:" + port;
        PROVIDER.leadBackTo(here + "/sign-in");
        var ann = new Visitor(port);
        signIn(ann, "/sign-in");
        assertThat(asked(ann)).as("the provider knows ann and asks nothing").contains("code=");

        var out = ann.submit(ann.page("/"), ".who form", Map.of());

        assertThat(out.headers().firstValue("Location")).hasValue("/sign-out");
        assertThat(ann.get("/").statusCode()).isEqualTo(302);
        var between = ann.get("/sign-out");
        assertThat(between.headers().firstValue("Refresh")).hasValue("0;url=/sign-out/provider");
        assertThat(between.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self';");
        assertThat(Jsoup.parse(between.body()).text()).contains("signed out of the console", "Sign out of the office");
        assertThat(between.body()).doesNotContain("id_token_hint");
        var end = ann.get("/sign-out/provider").headers().firstValue("Location").orElseThrow();
        assertThat(end).startsWith(PROVIDER.issuer() + "/connect/logout?").contains("id_token_hint=ey");
        assertThat(ann.visit(end).headers().firstValue("Location")).hasValue(here + "/sign-in");
        assertThat(asked(ann)).as("the provider asks who it is").endsWith("/login");
        assertThat(ann.get("/sign-out").headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(ann.get("/sign-out/provider").headers().firstValue("Location"))
                .hasValue("/sign-in");
    }

    /** Where the provider leads whoever wants to sign in. */
    private static String asked(Visitor person) {
        var asked = person.get("/oauth2/authorization/millrace").headers().firstValue("Location");
        return person.visit(asked.orElseThrow())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    @Test
    void signsOutWhoCameByATokenHereOnly() {
        var admin = Visitor.signedIn(port, RecordedServices.TOKEN);

        var out = admin.submit(admin.page("/"), ".who form", Map.of());

        assertThat(out.headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(admin.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void takesNoAnswerThatItHasNotAskedFor() {
        var stranger = new Visitor(port);

        var answer = stranger.get("/login/oauth2/code/millrace?code=stolen&state=made-up");

        assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in");
        assertThat(stranger.page("/sign-in").text()).contains("Signing in did not work");
        assertThat(stranger.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void stillTakesATokenOnLoopback() {
        assertThat(Visitor.signedIn(port, RecordedServices.TOKEN)
                        .page("/")
                        .select(".who")
                        .text())
                .contains("admin");
    }

    /** What a browser does between the console's page and the provider's. */
    private static HttpResponse<String> signIn(Visitor person, String path) {
        var form = person.page(path);
        assertThat(form.select("#provider").text()).isEqualTo("Sign in with the office");
        var toProvider = person.get(form.select("#provider").attr("href"));
        var asked = toProvider.headers().firstValue("Location").orElseThrow();
        assertThat(asked).contains("code_challenge_method=S256", "nonce=").doesNotContain(Provider.SECRET);
        var toForm = person.visit(asked);
        var login = toForm.headers().firstValue("Location").orElseThrow();
        var page = Jsoup.parse(person.visit(login).body());
        var entered = person.send(
                login,
                Map.of(
                        "username", Provider.PERSON,
                        "password", Provider.PASSWORD,
                        "_csrf", page.select("input[name=_csrf]").val()));
        var granted = person.visit(entered.headers().firstValue("Location").orElseThrow());
        return person.visit(granted.headers().firstValue("Location").orElseThrow());
    }
}
