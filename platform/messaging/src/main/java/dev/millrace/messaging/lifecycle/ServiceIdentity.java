package dev.millrace.messaging.lifecycle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.core.env.Environment;

/**
 * Who this process is.
 *
 * @param process unique to this start
 * @param lock on this replica's name, which is the same after a restart
 */
public record ServiceIdentity(String service, String process, InstanceLock lock) implements AutoCloseable {

    /**
     * @param directory where names are locked
     */
    public static ServiceIdentity of(Environment environment, Path directory) {
        var service = environment.getRequiredProperty("spring.application.name");
        var configured = environment.getProperty("millrace.instance", "");
        var name = configured.isBlank() ? hostName() + "-" + environment.getProperty("server.port", "0") : configured;
        var process = UUID.randomUUID().toString().substring(0, 8);
        return new ServiceIdentity(service, process, InstanceLock.take(directory.resolve(service), name, process));
    }

    /** This replica's name, unlike that of any other. */
    public String instance() {
        return lock.instance();
    }

    /** Who this process is when it owns something. */
    public String owner() {
        return instance() + "#" + process;
    }

    /** Who the process was that had this name before and is surely dead; this process where none is known. */
    public String deadOwner() {
        return lock.predecessor().isEmpty() ? owner() : instance() + "#" + lock.predecessor();
    }

    /** The aggregate that events without a document belong to; a new one each start, so that sequences start again. */
    public String processAggregate() {
        return service + ":instance:" + instance() + "-" + process;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
