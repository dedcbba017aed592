package dev.millrace.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns every exception of a controller into problem details; only what nobody foresaw is logged. */
@RestControllerAdvice
@Order(ProblemAdvice.ORDER)
class ProblemAdvice {

    /** After the advice that knows a more special exception. */
    static final int ORDER = 0;

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(Problem problem) {
        return Problems.answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable) {
        return Problems.answer(JsonProblems.of(unreadable));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException mismatch) {
        return Problems.answer(new Problem(
                        HttpStatus.BAD_REQUEST,
                        "PARAMETER_TYPE",
                        "Parameter " + mismatch.getName() + " has the wrong type")
                .with("pointer", mismatch.getName()));
    }

    /** Only a form gets this far: any other query was refused before. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> parameters(InvalidParameterException malformed) {
        return Problems.answer(new Problem(
                HttpStatus.BAD_REQUEST, "QUERY_MALFORMED", "A parameter has no name, or an escape is broken"));
    }

    /** The client went away in the middle of its body, or its chunks are broken. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> body(BadRequestException broken) {
        return Problems.answer(
                new Problem(HttpStatus.BAD_REQUEST, "BODY_BROKEN", "The body ends too early or is framed wrongly"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> anything(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse known) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            var detail = known.getBody().getDetail();
            return ResponseEntity.status(status)
                    .headers(known.getHeaders())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Problems.detail(new Problem(status, status.name(), detail == null ? status.name() : detail)));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return Problems.answer(problem);
            }
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return Problems.answer(new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "The service failed; its log has the reason"));
    }
}
