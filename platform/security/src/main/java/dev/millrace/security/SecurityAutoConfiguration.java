package dev.millrace.security;

import dev.millrace.web.StrictJson;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The one security chain of a service. */
@AutoConfiguration
@EnableWebSecurity
@EnableConfigurationProperties(SecurityProperties.class)
@Import({RejectedRequests.class, WhoAmIController.class})
class SecurityAutoConfiguration {

    /** Answered on the management port only. */
    private static final String HEALTH = "/actuator/health/**";

    private static final String MANAGEMENT = "/actuator/**";

    @Bean
    Callers callers(SecurityProperties properties, Environment environment) {
        var tokens = properties.tokensFile() == null ? null : TokenFile.read(properties.tokensFile());
        if (tokens == null && properties.issuerUri() == null) {
            throw new IllegalStateException(
                    "nobody could call this service: set millrace.security.issuer-uri, or millrace.security.tokens-file for a local stack");
        }
        if (tokens != null
                && !properties.publishedOnLoopback()
                && !isLoopback(environment.getProperty("server.address"))) {
            throw new IllegalStateException(
                    "local tokens are for loopback only: set server.address to 127.0.0.1, or use millrace.security.issuer-uri");
        }
        return new Callers(tokens, decoder(properties, environment), properties);
    }

    private static @Nullable JwtDecoder decoder(SecurityProperties properties, Environment environment) {
        var issuer = properties.issuerUri();
        if (issuer == null) {
            return null;
        }
        var audience = properties.audience() != null
                ? properties.audience()
                : environment.getRequiredProperty("spring.application.name");
        return new SupplierJwtDecoder(() -> {
            var decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer),
                    new JwtClaimValidator<List<String>>("aud", given -> given != null && given.contains(audience))));
            return decoder;
        });
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Present so that Spring Boot does not invent a user with a password. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> authentication;
    }

    /** An observation around each filter would cost a fast request more than all that the filters do. */
    @Bean
    SecurityObservationSettings noFilterObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** A method that a route does not have is for the route to refuse, with the methods that it has. */
    @Bean
    StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    Rejections rejections() {
        return new Rejections(StrictJson.mapper());
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            Callers callers,
            SecurityProperties properties,
            Rejections rejections,
            ObjectProvider<RouteRule> routes) {
        http.csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new HostFilter(new HashSet<>(properties.allowedHosts()), rejections),
                        AnonymousAuthenticationFilter.class)
                .addFilterBefore(new BearerFilter(callers, rejections), AnonymousAuthenticationFilter.class)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(rejections).accessDeniedHandler(rejections))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ASYNC).permitAll();
                    requests.requestMatchers(HEALTH).permitAll();
                    requests.requestMatchers(MANAGEMENT).authenticated();
                    properties
                            .publicPaths()
                            .forEach(path -> requests.requestMatchers(path).permitAll());
                    routes.orderedStream().forEach(rule -> apply(rule, requests.requestMatchers(rule.pattern())));
                    requests.requestMatchers(SecurityAutoConfiguration::isForControllers)
                            .authenticated();
                    requests.anyRequest().denyAll();
                });
        return http.build();
    }

    /** What controllers answer is held to its roles there; a servlet besides is closed unless a rule opens it. */
    private static boolean isForControllers(HttpServletRequest request) {
        return DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME.equals(
                request.getHttpServletMapping().getServletName());
    }

    private static void apply(RouteRule rule, AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizedUrl path) {
        if (rule.anyOf().isEmpty()) {
            path.permitAll();
        } else {
            path.hasAnyRole(rule.anyOf().stream().map(Enum::name).toArray(String[]::new));
        }
    }

    @Bean
    WebMvcConfigurer roles(SecurityProperties properties) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RoleInterceptor(properties.publicPaths()));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
                SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
            }
        };
    }
}
