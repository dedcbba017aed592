package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text from outside is only ever text, and the pages keep to their Content-Security-Policy. */
class TemplatesTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private static final List<Pattern> FORBIDDEN = Stream.of(
                    "th:utext",
                    "\\[\\(",
                    "__\\$\\{",
                    "\\b(th:)?style\\s*=",
                    "\\sth:attr\\w*=\"[^\"]*\\b(style|on\\w+)=",
                    "\\s(th:|hx-)?on[a-z:-]+\\s*=",
                    "\\bhx-on",
                    "javascript:",
                    "<style\\b",
                    "<script(?![^>]*\\b(th:)?src=)",
                    "\\bsrcdoc\\b",
                    "<(iframe|object|embed|base)\\b",
                    "(href|src)=\"https?://")
            .map(Pattern::compile)
            .toList();

    @Test
    void haveNothingThatCouldRun() throws IOException {
        try (var templates = Files.walk(TEMPLATES)) {
            var pages = templates.filter(Files::isRegularFile).toList();
            assertThat(pages).hasSizeGreaterThan(20);
            for (var page : pages) {
                assertThat(faults(Files.readString(page))).as(page.toString()).isEmpty();
            }
        }
    }

    /** On a phone a row stands as a block without the heads of its columns, so a number would stand there bare. */
    @Test
    void nameEachNumberThatStandsInABlockOnAPhone() throws IOException {
        var blocks = Pattern.compile("<table class=\"[^\"]*\\bstacked\\b.*?</table>", Pattern.DOTALL);
        var number = Pattern.compile("<td class=\"num\\b[^\"]*\"(?! (th:)?data-(unit|label)=)[^>]*>");
        try (var templates = Files.walk(TEMPLATES)) {
            var tables = templates
                    .filter(Files::isRegularFile)
                    .map(TemplatesTests::read)
                    .flatMap(page -> blocks.matcher(page).results())
                    .map(MatchResult::group)
                    .toList();
            assertThat(tables)
                    .hasSizeGreaterThan(12)
                    .allSatisfy(table -> assertThat(table).doesNotContainPattern(number));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p th:utext=\"${reason}\"></p>",
                "<p>[(${reason})]</p>",
                "<p th:text=\"__${reason}__\"></p>",
                "<p style=\"color: red\"></p>",
                "<p th:style=\"|width: ${x}|\"></p>",
                "<p th:attr=\"style=${x}\"></p>",
                "<p th:attr=\"title=${x},onclick=${y}\"></p>",
                "<button onclick=\"go()\"></button>",
                "<button th:onclick=\"go()\"></button>",
                "<button hx-on:click=\"go()\"></button>",
                "<a href=\"javascript:go()\"></a>",
                "<script>go()</script>",
                "<style>p {}</style>",
                "<script src=\"https://elsewhere.example/x.js\"></script>"
            })
    void areCheckedForEachKindOfIt(String fault) {
        assertThat(faults(fault)).isNotEmpty();
    }

    private static List<String> faults(String template) {
        return FORBIDDEN.stream()
                .flatMap(fault -> fault.matcher(template).results())
                .map(java.util.regex.MatchResult::group)
                .toList();
    }
}
