package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class NotFoundTests {

    private static final String NEXT = "./millrace datasets lists them";

    @Test
    void namesWhatMayHaveBeenMeant() {
        var problem = NotFound.named("NOT_FOUND", "dataset", "trisp", List.of("books", "trips"), NEXT);

        assertThat(problem.status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(problem).hasMessage("There is no dataset trisp, did you mean trips? ./millrace datasets lists them");
    }

    @Test
    void saysWhereToLookWhereNothingIsNear() {
        var problem = NotFound.named("NOT_FOUND", "dataset", "x".repeat(200), List.of("trips"), NEXT);

        assertThat(problem).hasMessage("There is no dataset %s…; ./millrace datasets lists them", "x".repeat(100));
    }
}
