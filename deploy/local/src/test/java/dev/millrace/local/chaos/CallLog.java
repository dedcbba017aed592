package dev.millrace.local.chaos;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients asked for and what they know about it. Safe for many threads. */
public final class CallLog {

    private static final JsonNode NOTHING = new JsonMapper().createObjectNode();

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /** What kind of request it was. */
    public enum Kind {
        UPLOAD,
        INVALID_UPLOAD,
        MALFORMED_UPLOAD,
        PREDICTION,
        DECISION,
        ROLLBACK,
        FEEDBACK
    }

    /** What the client may rely on. */
    public enum Outcome {
        /** It was done: whatever follows from it must come. */
        OK,
        /** It was refused, or reached nobody: nothing may follow from it. */
        FAILED,
        /** The answer is missing, or says that the service failed: it may have been done or not. */
        UNKNOWN
    }

    /**
     * One request.
     *
     * @param subject what it was about, such as a dataset or a model with its version
     * @param answer what came back; an empty object where nothing did
     */
    public record Call(Kind kind, String subject, Outcome outcome, int status, JsonNode answer) {}

    /** A request that is about to be sent. */
    @FunctionalInterface
    interface Request {
        StackApi.Reply send() throws IOException;
    }

    /** Sends the request and writes down what became of it. */
    Call log(Kind kind, String subject, Request request) {
        var call = attempt(kind, subject, request);
        calls.add(call);
        return call;
    }

    private static Call attempt(Kind kind, String subject, Request request) {
        try {
            var reply = request.send();
            return new Call(kind, subject, outcome(reply.status()), reply.status(), reply.body());
        } catch (ConnectException | HttpConnectTimeoutException nobody) {
            return new Call(kind, subject, Outcome.FAILED, 0, NOTHING);
        } catch (IOException lost) {
            return new Call(kind, subject, Outcome.UNKNOWN, 0, NOTHING);
        }
    }

    private static Outcome outcome(int status) {
        return switch (status / 100) {
            case 2 -> Outcome.OK;
            case 4 -> Outcome.FAILED;
            default -> Outcome.UNKNOWN;
        };
    }

    Stream<Call> of(Kind kind) {
        return calls.stream().filter(call -> call.kind() == kind);
    }

    /** What clients asked for in vain, for a report. */
    public List<String> unanswered(Kind kind) {
        return of(kind).filter(call -> call.outcome() != Outcome.OK)
                .map(Call::toString)
                .toList();
    }

    /** For a report: how many calls of each kind ended how. */
    public List<String> summary() {
        var counts = calls.stream().collect(Collectors.groupingBy(CallLog::label, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    private static String label(Call call) {
        return call.kind() + " " + call.outcome() + (call.status() == 0 ? "" : " " + call.status());
    }
}
