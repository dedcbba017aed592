package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.web.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Tokens of an OIDC issuer that runs here. */
class IssuerTests {

    private static HttpServer server;
    private static String issuer;
    private static RSAKey key;
    private static RSAKey foreignKey;

    private final Instant now = Clock.systemUTC().instant();
    private final Callers callers = callers(issuer);

    @BeforeAll
    static void start() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("ours").generate();
        foreignKey = new RSAKeyGenerator(2048).keyID("ours").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"subject_types_supported\":[\"public\"]}"
                        .formatted(issuer, issuer));
        answer("/keys", new JWKSet(key.toPublicJWK()).toString());
        server.start();
    }

    private static void answer(String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void knowsWhomATokenNames() {
        var token = signed(claims().claim("roles", List.of("VIEWER", "data-engineer", "king")));

        assertThat(callers.identify(token))
                .isEqualTo(new Callers.Known(new Caller("ann", "taxi", Set.of(Role.VIEWER, Role.DATA_ENGINEER))));
    }

    @Test
    void findsRolesAndProjectWhereTheyAreSaidToBe() {
        var elsewhere = callers(properties(issuer, "access.millrace.roles", "tenant"));
        var token = signed(claims().claim("tenant", "rail")
                .claim("access", Map.of("millrace", Map.of("roles", List.of("approver")))));

        assertThat(elsewhere.identify(token))
                .isEqualTo(new Callers.Known(new Caller("ann", "rail", Set.of(Role.APPROVER))));
    }

    @Test
    void givesNoRoleThatTheClaimDoesNotList() {
        assertThat(callers.identify(signed(claims().claim("roles", "ADMIN"))))
                .isEqualTo(new Callers.Known(new Caller("ann", "taxi", Set.of())));
    }

    @Test
    void refusesTokensOutOfTheirTime() {
        assertThat(codeOf(signed(claims().expirationTime(date(-61))))).isEqualTo("TOKEN_TIME");
        assertThat(codeOf(signed(claims().notBeforeTime(date(90))))).isEqualTo("TOKEN_TIME");
        assertThat(callers.identify(signed(claims().expirationTime(date(-30))))).isInstanceOf(Callers.Known.class);
    }

    @Test
    void refusesTokensForOthers() {
        assertThat(codeOf(signed(claims().audience("somebody-else")))).isEqualTo("TOKEN_AUDIENCE");
        assertThat(codeOf(signed(claims().audience((String) null)))).isEqualTo("TOKEN_AUDIENCE");
        assertThat(codeOf(signed(claims().issuer("http://127.0.0.1:1")))).isEqualTo("TOKEN_AUDIENCE");
    }

    @Test
    void refusesTokensThatNobodyOfOursMade() {
        assertThat(codeOf(signed(claims(), foreignKey))).isEqualTo("TOKEN_INVALID");
        assertThat(codeOf("not.a.token")).isEqualTo("TOKEN_INVALID");
        assertThat(codeOf("x".repeat(10_000))).isEqualTo("TOKEN_INVALID");
    }

    @Test
    void refusesTokensWithoutSubjectOrProject() {
        assertThat(codeOf(signed(claims().subject(null)))).isEqualTo("TOKEN_INVALID");
        assertThat(codeOf(signed(claims().claim("project", null)))).isEqualTo("TOKEN_INVALID");
    }

    @Test
    void blamesNobodysTokenForAnIssuerThatDoesNotAnswer() throws Exception {
        var nowhere = callers("http://127.0.0.1:1");
        var response = new MockHttpServletResponse();

        filtered(nowhere, "Bearer " + signed(claims()), response);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("\"code\":\"ISSUER_UNAVAILABLE\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void takesTheSchemeInAnyCase(String scheme) throws Exception {
        var chain = filtered(callers, scheme + signed(claims()), new MockHttpServletResponse());

        assertThat(chain.getRequest()).isNotNull();
        assertThat(Callers.token(scheme + "x")).hasValue("x");
        assertThat(Callers.token("Basic x")).isEmpty();
    }

    private static MockFilterChain filtered(Callers callers, String header, MockHttpServletResponse response)
            throws Exception {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        var chain = new MockFilterChain();
        new BearerFilter(callers, new Rejections(StrictJson.mapper())).doFilter(request, response, chain);
        return chain;
    }

    private @Nullable String codeOf(String token) {
        return callers.identify(token) instanceof Callers.Unknown(String code, String _) ? code : null;
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("registry")
                .subject("ann")
                .claim("project", "taxi")
                .issueTime(date(-100))
                .expirationTime(date(300));
    }

    private Date date(long secondsFromNow) {
        return Date.from(now.plus(Duration.ofSeconds(secondsFromNow)));
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, key);
    }

    private static String signed(JWTClaimsSet.Builder claims, RSAKey with) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(with.getKeyID())
                    .build();
            var jwt = new SignedJWT(header, claims.build());
            jwt.sign(new RSASSASigner(with));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Callers callers(String issuerUri) {
        return callers(properties(issuerUri, "roles", "project"));
    }

    private static Callers callers(SecurityProperties properties) {
        var environment = new MockEnvironment().withProperty("spring.application.name", "registry");
        return new SecurityAutoConfiguration().callers(properties, environment);
    }

    private static SecurityProperties properties(String issuerUri, String rolesClaim, String projectClaim) {
        return new SecurityProperties(
                null, false, issuerUri, null, rolesClaim, projectClaim, List.of(), List.of("localhost"));
    }
}
