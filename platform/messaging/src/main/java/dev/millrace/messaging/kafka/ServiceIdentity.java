package dev.millrace.messaging.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.core.env.Environment;

/**
 * Who this process is.
 *
 * @param instance this replica's name, the same after a restart
 * @param process unique to this start
 */
record ServiceIdentity(String service, String instance, String process) {

    static ServiceIdentity of(Environment environment) {
        var service = environment.getRequiredProperty("spring.application.name");
        var instance = environment.getProperty("millrace.instance", "");
        return new ServiceIdentity(
                service,
                instance.isBlank() ? hostName() + "-" + environment.getProperty("server.port", "0") : instance,
                UUID.randomUUID().toString().substring(0, 8));
    }

    /** The aggregate that events without a document belong to; a new one each start, so that sequences start again. */
    String processAggregate() {
        return service + ":instance:" + instance + "-" + process;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
