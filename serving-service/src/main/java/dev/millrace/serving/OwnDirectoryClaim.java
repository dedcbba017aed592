package dev.millrace.serving;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes this instance's directory before any setting that lies in it is read, and gives it back when the service has
 * stopped. Runs after the configuration files have been read, because they may say where the directories are.
 */
final class OwnDirectoryClaim implements EnvironmentPostProcessor, Ordered {

    static final String BASE = "millrace.serving.directory";
    static final String OWN = "millrace.serving.own-directory";

    private final ConfigurableBootstrapContext bootstrap;

    OwnDirectoryClaim(ConfigurableBootstrapContext bootstrap) {
        this.bootstrap = bootstrap;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING)) {
            return;
        }
        var own = OwnDirectory.take(Path.of(environment.getProperty(BASE, ".millrace/serving")));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "ownDirectory", Map.of(OWN, own.path().toString())));
        bootstrap.addCloseListener(started -> started.getApplicationContext()
                .addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> own.close()));
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
