package dev.millrace.serving.prediction.grpc;

import dev.millrace.security.Caller;
import dev.millrace.security.Callers;
import dev.millrace.security.Role;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;

/** Lets nobody in but known callers who may do what they ask for; whether the server is there is for everybody to know. */
final class CallerInterceptor implements ServerInterceptor {

    static final Context.Key<Caller> CALLER = Context.key("caller");

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Set<String> OPEN = Set.of("ServerLive", "ServerReady");

    private static final Set<String> DECISIONS = Set.of("RepositoryModelLoad", "RepositoryModelUnload");

    private final Callers callers;

    CallerInterceptor(Callers callers) {
        this.callers = callers;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (OPEN.contains(String.valueOf(call.getMethodDescriptor().getBareMethodName()))) {
            return next.startCall(call, headers);
        }
        var token = Callers.token(headers.get(AUTHORIZATION));
        if (token.isEmpty()) {
            return refuse(call, Status.UNAUTHENTICATED.withDescription("TOKEN_REQUIRED: a bearer token is required"));
        }
        var role = DECISIONS.contains(String.valueOf(call.getMethodDescriptor().getBareMethodName()))
                ? Role.DEPLOYER
                : Role.VIEWER;
        return switch (callers.identify(token.get())) {
            case Callers.Known(Caller caller)
            when caller.roles().contains(role) ->
                Contexts.interceptCall(Context.current().withValue(CALLER, caller), call, headers, next);
            case Callers.Known(Caller caller) ->
                refuse(
                        call,
                        Status.PERMISSION_DENIED.withDescription(
                                "ROLE_REQUIRED: " + caller.subject() + " does not have the role " + role));
            case Callers.Unknown(String code, String detail) ->
                refuse(call, Status.UNAUTHENTICATED.withDescription(code + ": " + detail));
            case Callers.Unasked(String code, String detail) ->
                refuse(call, Status.UNAVAILABLE.withDescription(code + ": " + detail));
        };
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
