package dev.millrace.local.stack;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where one process listens.
 *
 * @param main where it does its work
 * @param management where it tells its health and its metrics; 0 for a part that does not
 * @param grpc where serving answers gRPC; 0 for all others
 */
public record Ports(int main, int management, int grpc) {

    List<Integer> all() {
        return IntStream.of(main, management, grpc)
                .filter(port -> port > 0)
                .boxed()
                .toList();
    }

    /** The same, so many ports higher. */
    Ports plus(int distance) {
        return new Ports(main + distance, shifted(management, distance), shifted(grpc, distance));
    }

    private static int shifted(int port, int distance) {
        return port == 0 ? 0 : port + distance;
    }
}
