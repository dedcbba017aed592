package dev.millrace.web;

import io.swagger.v3.oas.models.info.Info;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Gives a service its error answers, strict JSON and the page about its routes. */
@AutoConfiguration
@Import({ProblemAdvice.class, DocumentationController.class})
class WebAutoConfiguration {

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return StrictJson::bounded;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> unreadableRequests() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new UnreadableRequests()));
    }

    @Bean
    StrictInstants strictInstants() {
        return new StrictInstants();
    }

    @Bean
    MappedInterceptor emptyParameters() {
        return new MappedInterceptor(null, new EmptyParameters());
    }

    @Bean
    DescribedRoutes describedRoutes(Environment environment) {
        var version = WebAutoConfiguration.class.getPackage().getImplementationVersion();
        return new DescribedRoutes(new Info()
                .title("Millrace " + environment.getProperty("spring.application.name", "service"))
                .description(
                        "Requests carry a bearer token. Errors are problem details (RFC 9457) with a code that does not change.")
                .version(version == null ? "development" : version));
    }

    @Bean
    RecordMembers recordMembers() {
        return new RecordMembers();
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return StrictJson::strict;
    }
}
