package dev.millrace.testing.broken.trips;

import org.springframework.beans.factory.annotation.Autowired;

/** Is not whole when it is constructed. */
final class FieldInjected {

    @Autowired
    private String name = "";

    String name() {
        return name;
    }
}
