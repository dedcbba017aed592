package dev.millrace.web;

import java.time.Instant;
import org.springframework.core.convert.converter.Converter;

/** Times in a query are written as RFC 3339 has them. Spring would also take a bare number for milliseconds. */
final class StrictInstants implements Converter<String, Instant> {

    @Override
    public Instant convert(String text) {
        return Instant.parse(text);
    }
}
