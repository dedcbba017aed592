package dev.millrace.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/** An OpenID provider on loopback, Spring's authorization server, with one person: {@code ann}, a trainer of Millrace. */
public final class Provider implements AutoCloseable {

    public static final String CLIENT = "millrace-console";
    public static final String SECRET = "secret-of-the-console";
    public static final String PERSON = "ann";
    public static final String PASSWORD = "password-of-ann";

    /** What access tokens are made for. */
    public static final String AUDIENCE = "millrace";

    /** Shorter than the time before its end at which a token is renewed, so that each request renews it. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;

    public Provider() {
        context = SpringApplication.run(
                Programs.class,
                "--spring.config.location=optional:classpath:/nothing/",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--server.servlet.session.cookie.name=provider");
    }

    public String issuer() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** How many tokens were renewed. */
    public int renewals() {
        return context.getBean(Renewals.class).count().get();
    }

    /** Lets the console have people led back to this address when they have signed out. */
    public void leadBackTo(String address) {
        var clients = context.getBean(RegisteredClientRepository.class);
        var console = Objects.requireNonNull(clients.findByClientId(CLIENT));
        clients.save(RegisteredClient.from(console)
                .postLogoutRedirectUris(uris -> uris.add(address))
                .build());
    }

    /** Takes back everything that was granted. */
    public void takeBack() {
        context.getBean(Grants.class).takeBack();
    }

    @Override
    public void close() {
        context.close();
    }

    record Renewals(AtomicInteger count) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Programs {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1")
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                    .redirectUri("http://127.0.0.1/login/oauth2/code/millrace")
                    .scope(OidcScopes.OPENID)
                    .tokenSettings(TokenSettings.builder()
                            .accessTokenTimeToLive(TOKEN_LIFE)
                            .reuseRefreshTokens(false)
                            .build())
                    .build());
        }

        @Bean
        UserDetailsService people() {
            var ann = User.withUsername(PERSON).password("{noop}" + PASSWORD).build();
            return name -> {
                if (!name.equals(PERSON)) {
                    throw new org.springframework.security.core.userdetails.UsernameNotFoundException(name);
                }
                return User.withUserDetails(ann).build();
            };
        }

        @Bean
        JWKSource<SecurityContext> keys() throws JOSEException {
            return new ImmutableJWKSet<>(
                    new JWKSet(new RSAKeyGenerator(2048).keyID("one").generate()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        Grants grants() {
            return new Grants();
        }

        @Bean
        Renewals renewals() {
            return new Renewals(new AtomicInteger());
        }

        /** What Millrace's services look for in a token. */
        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(Renewals renewals) {
            return token -> {
                if (Objects.equals(token.getTokenType(), OAuth2TokenType.ACCESS_TOKEN)) {
                    token.getClaims()
                            .audience(List.of(AUDIENCE))
                            .claim("project", "default")
                            .claim("roles", List.of("VIEWER", "TRAINER"));
                    if (AuthorizationGrantType.REFRESH_TOKEN.equals(token.getAuthorizationGrantType())) {
                        renewals.count().incrementAndGet();
                    }
                }
            };
        }
    }
}
