package dev.millrace.serving.prediction.web;

import dev.millrace.security.Role;
import dev.millrace.security.RouteRule;
import dev.millrace.serving.prediction.Predict;
import dev.millrace.serving.prediction.RepositoryExtension;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Puts the dialects under their paths. */
@Configuration
class DialectConfiguration {

    @Bean
    ServletRegistrationBean<KServeServlet> kserve(Predict predict) {
        return registration(new KServeServlet(predict), "/v1/models", "/v1/models/*");
    }

    @Bean
    RouteRule kserveRule() {
        return new RouteRule("/v1/models/**", Set.of(Role.VIEWER));
    }

    @Bean
    ServletRegistrationBean<OpenInferenceServlet> openInference(Predict predict, RepositoryExtension repository) {
        return registration(new OpenInferenceServlet(predict, repository), "/v2", "/v2/*");
    }

    @Bean
    DialectDocumentation documentation(
            ServletRegistrationBean<KServeServlet> kserve,
            ServletRegistrationBean<OpenInferenceServlet> openInference) {
        return new DialectDocumentation(Stream.of(kserve.getServlet(), openInference.getServlet())
                .flatMap(servlet -> servlet.routes().stream())
                .toList());
    }

    /** Whether the server is there is for probes to know, which have no token. */
    @Bean
    @Order(1)
    RouteRule healthRule() {
        return new RouteRule("/v2/health/*", Set.of());
    }

    /** What is loaded and unloaded is decided for everybody. */
    @Bean
    @Order(1)
    RouteRule repositoryRule() {
        return new RouteRule("/v2/repository/models/**", Set.of(Role.DEPLOYER));
    }

    @Bean
    @Order(2)
    RouteRule openInferenceRule() {
        return new RouteRule("/v2/**", Set.of(Role.VIEWER));
    }

    private static <S extends DialectServlet> ServletRegistrationBean<S> registration(S servlet, String... paths) {
        var registration = new ServletRegistrationBean<>(servlet, paths);
        registration.setName(servlet.getClass().getSimpleName());
        registration.setLoadOnStartup(1);
        return registration;
    }
}
