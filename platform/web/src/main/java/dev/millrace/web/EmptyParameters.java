package dev.millrace.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query that names a number, or whatever else is no text, without giving its value, such as {@code ?limit=}. Spring
 * would take the default for it, so that a mistake in a client's address would go unnoticed.
 */
final class EmptyParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getQueryString() != null) {
            Arrays.stream(method.getMethodParameters())
                    .filter(EmptyParameters::needsValue)
                    .forEach(parameter -> check(request, parameter));
        }
        return true;
    }

    private static boolean needsValue(MethodParameter parameter) {
        var type = parameter.nestedIfOptional().getNestedParameterType();
        return parameter.hasParameterAnnotation(RequestParam.class)
                && BeanUtils.isSimpleValueType(type)
                && type != String.class;
    }

    private static void check(HttpServletRequest request, MethodParameter parameter) {
        var name = parameter.getParameterName();
        if (name != null && "".equals(request.getParameter(name))) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "PARAMETER_EMPTY",
                            "Parameter " + name + " has no value; leave it out or give it one")
                    .with("pointer", name);
        }
    }
}
