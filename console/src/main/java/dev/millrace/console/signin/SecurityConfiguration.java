package dev.millrace.console.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
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

    /** Present so that Spring Boot does not invent a user with a password. */
    @Bean
    AuthenticationManager noPasswords(SignInProperties properties, Environment environment) {
        if (!properties.publishedOnLoopback() && !isLoopback(environment.getProperty("server.address"))) {
            throw new IllegalStateException(
                    "tokens are pasted on loopback only: set server.address to 127.0.0.1, or where a"
                            + " container's port is published on loopback only, millrace.console.sign-in.published-on-loopback");
        }
        return authentication -> authentication;
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Bean
    SecurityObservationSettings noFilterObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, SignInProperties properties, Clock clock) {
        http.csrf(csrf -> csrf.ignoringRequestMatchers("/sign-in/tickets"))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in"))
                .addFilterBefore(new GuardFilter(properties, clock), SecurityContextHolderFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint((request, response, cause) -> signIn(request, response)))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/assets/**", "/sign-in/**", "/actuator/health/**")
                                .permitAll()
                                .anyRequest()
                                .authenticated());
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
