package dev.millrace.messaging.commit;

import com.mongodb.MongoException;
import dev.millrace.faults.InjectedFaultException;
import dev.millrace.messaging.wire.LostSchemasException;
import dev.millrace.messaging.wire.RegistryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Tells failures of what we stand on, which pass, from failures of what we were given, which do not. */
public final class Infrastructure {

    private Infrastructure() {}

    /** Whether store, broker, registry or file system are to blame, so that the same attempt may succeed later. */
    public static boolean failed(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (blames(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean blames(Throwable cause) {
        return cause instanceof MongoException
                || cause instanceof KafkaException
                || cause instanceof RegistryException
                || cause instanceof LostSchemasException
                || cause instanceof UnavailableException
                || cause instanceof InjectedFaultException
                || cause instanceof IOException
                || cause instanceof UncheckedIOException
                || cause instanceof TimeoutException;
    }
}
