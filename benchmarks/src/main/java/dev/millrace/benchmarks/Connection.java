package dev.millrace.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One HTTP/1.1 connection, kept until the server says that it closes it, and then made again. It does so little that one
 * core can load a server on another.
 */
final class Connection implements AutoCloseable {

    private final URI server;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Connection(URI server) throws IOException {
        this.server = server;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** @param last whether the server closes the connection after it */
    record Answer(int status, boolean last) {}

    /** Sends a whole request and returns the status of its answer. */
    int exchange(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        var answer = answer(in);
        if (answer.last()) {
            socket.close();
            connect();
        }
        return answer.status();
    }

    /** Reads one answer to its end. */
    static Answer answer(InputStream in) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        long length = 0;
        boolean chunked = false;
        boolean last = false;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var field = header.toLowerCase(Locale.ROOT).split(":\\s*", 2);
            if (field[0].equals("content-length")) {
                length = Long.parseLong(field[1].strip());
            }
            last |= field[0].equals("connection") && field[1].contains("close");
            chunked |= field[0].equals("transfer-encoding") && field[1].contains("chunked");
        }
        if (chunked) {
            for (long size = chunk(in); size > 0; size = chunk(in)) {
                in.skipNBytes(size + 2);
            }
            line(in);
        } else {
            in.skipNBytes(length);
        }
        return new Answer(status, last);
    }

    private static long chunk(InputStream in) throws IOException {
        return Long.parseLong(line(in).replaceFirst(";.*", "").strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
