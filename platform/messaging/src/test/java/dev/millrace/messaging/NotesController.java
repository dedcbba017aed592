package dev.millrace.messaging;

import dev.millrace.messaging.KernelApplication.Note;
import dev.millrace.security.Allowed;
import dev.millrace.security.Role;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Fixture: answers details over HTTP. */
@RestController
final class NotesController {

    private final Details<Note> notes;

    NotesController(Aggregates aggregates) {
        this.notes = aggregates.details("notes", Note.class);
    }

    @GetMapping("/v1/notes")
    @Allowed(Role.VIEWER)
    List<Note> all() {
        return notes.list("", 10);
    }
}
