package dev.millrace.monitoring;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the monitoring service. It reads a Parquet file once a version, so it has no DuckDB that stays open. */
@SpringBootApplication(excludeName = "dev.millrace.datasets.DatasetsAutoConfiguration")
public class MonitoringApplication {

    public static void main(String[] args) {
        SpringApplication.run(MonitoringApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
