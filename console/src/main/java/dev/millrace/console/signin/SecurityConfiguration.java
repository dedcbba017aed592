package dev.millrace.console.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The one security chain of the console. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    /**
     * Present so that Spring Boot does not invent a user with a password. It is asked for whatever an OpenID provider's answer has not
     * proved, so it lets nobody in.
     */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("nobody signs in by a password");
        };
    }

    @Bean
    WaysIn ways(SignInProperties signIn, OidcProperties oidc, Environment environment) {
        return WaysIn.of(signIn, oidc, environment.getProperty("server.address"));
    }

    /** Over TLS the session's cookie goes nowhere else, and no other host of the domain can put one in its place. */
    @Bean
    ServletContextInitializer sessionCookie(WaysIn ways) {
        return context -> {
            if (ways.secure()) {
                var cookie = context.getSessionCookieConfig();
                cookie.setName("__Host-millrace-console");
                cookie.setPath("/");
                cookie.setSecure(true);
            }
        };
    }

    @Bean
    SecurityObservationSettings noFilterObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            SignInProperties properties,
            WaysIn ways,
            OidcSignIn oidc,
            Entrance entrance,
            Clock clock) {
        http.csrf(csrf -> csrf.ignoringRequestMatchers("/sign-in/tickets"))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in"))
                .addFilterBefore(
                        new GuardFilter(ways.hosts(), properties.longest(), clock), SecurityContextHolderFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint((request, response, cause) -> signIn(request, response)))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/assets/**", "/sign-in/**", "/sign-out/**", "/actuator/health/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated());
        if (ways.provider()) {
            oidc.addTo(http);
            http.addFilterAfter(new FreshTokenFilter(entrance), SecurityContextHolderFilter.class);
        }
        return http.build();
    }

    /** Leads to sign-in, and from there back. What a script asks for cannot follow, so it is told. */
    private static void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("X-Millrace-Again") != null
                || request.getRequestURI().equals("/live")) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var to = request.getRequestURI() + query;
        var back = to.equals("/") || !request.getMethod().equals("GET")
                ? ""
                : "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        response.sendRedirect("/sign-in" + back);
    }
}
