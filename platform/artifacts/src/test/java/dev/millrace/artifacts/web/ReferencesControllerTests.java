package dev.millrace.artifacts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.artifacts.web.ReferencesController.ReferencePage;
import dev.millrace.web.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesControllerTests {

    @TempDir
    Path directory;

    @Test
    void listsAllReferencesOfAllSourcesInPages() {
        try (var store = new LocalArtifactStore(directory)) {
            var controller = new ReferencesController(
                    "some", store, List.of(source("versions", 5), source("nothing", 0), source("datasets", 2)));

            var pages = pages(controller, 2);

            assertThat(pages).extracting(ReferencePage::store).containsOnly(store.id());
            assertThat(pages).extracting(ReferencePage::service).containsOnly("some");
            assertThat(pages)
                    .flatExtracting(ReferencePage::needed)
                    .containsExactly(
                            digest("datasets", 0),
                            digest("datasets", 1),
                            digest("versions", 0),
                            digest("versions", 1),
                            digest("versions", 2),
                            digest("versions", 3),
                            digest("versions", 4));
        }
    }

    @Test
    void answersWhereNoDocumentRefersToAnything() {
        try (var store = new LocalArtifactStore(directory)) {
            var page = new ReferencesController("some", store, List.of()).references("", 10);

            assertThat(page.store()).isEqualTo(store.id());
            assertThat(page.needed()).isEmpty();
            assertThat(page.next()).isNull();
        }
    }

    @Test
    void refusesACursorThatItDidNotGive() {
        try (var store = new LocalArtifactStore(directory)) {
            var controller = new ReferencesController("some", store, List.of(source("versions", 5)));

            for (var cursor : List.of("other:", "versions", ":")) {
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> controller.references(cursor, 10))
                        .as(cursor)
                        .satisfies(problem -> assertThat(problem.code()).isEqualTo("PARAMETER_RANGE"));
            }
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> controller.references("", 0));
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> controller.references("", 1_001));
        }
    }

    private static List<ReferencePage> pages(ReferencesController controller, int limit) {
        var pages = new ArrayList<ReferencePage>();
        var after = "";
        do {
            var page = controller.references(after, limit);
            pages.add(page);
            after = page.next();
        } while (after != null);
        return pages;
    }

    /** Documents with the ids 0, 1, 2 …, each of which refers to one artifact. */
    private static ArtifactReferences source(String name, int documents) {
        return new ArtifactReferences() {
            @Override
            public String source() {
                return name;
            }

            @Override
            public Page after(String id, int limit) {
                var page = IntStream.range(0, documents)
                        .mapToObj(String::valueOf)
                        .filter(each -> each.compareTo(id) > 0)
                        .limit(limit)
                        .toList();
                return Page.of(
                        page,
                        limit,
                        each -> each,
                        each -> List.of(Reference.Needed.of(digest(name, Integer.parseInt(each)))));
            }
        };
    }

    private static String digest(String source, int document) {
        return "%032x%032x".formatted(source.hashCode() & 0xffff, document);
    }
}
