package dev.millrace.testing.broken.trips;

import org.springframework.stereotype.Component;

/** Is no adapter and is wired without its feature's configuration. */
@Component
final class FoundByItself {

    private FoundByItself() {}
}
