package dev.millrace.messaging;

import dev.millrace.messaging.KernelApplication.Note;
import dev.millrace.security.Allowed;
import dev.millrace.security.Role;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Fixture: answers what aggregates hold over HTTP. */
@RestController
final class NotesController {

    private final AggregateStore<Note> notes;

    NotesController(Aggregates aggregates) {
        this.notes = aggregates.of(KernelApplication.NOTES);
    }

    @GetMapping("/v1/notes")
    @Allowed(Role.VIEWER)
    List<Note> all() {
        return notes.list("", "", 10).stream().map(Stored::state).toList();
    }
}
