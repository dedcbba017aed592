package dev.millrace.security;

import dev.millrace.web.Problems;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers where the firewall refuses a header or a parameter only as a controller reads it. */
@RestControllerAdvice
@Order(-1)
class RejectedRequests {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(RequestRejectedException rejected) {
        return Problems.answer(Rejections.problem(rejected));
    }
}
