package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The colours of the style sheet, computed from its custom properties. */
class PaletteTests {

    private static final Pattern SET = Pattern.compile("\\{\\s*color-scheme: (?:light|dark);([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("--([\\w-]+): (#[0-9A-F]{6});");
    private static final List<String> STATUSES = List.of("good", "running", "attention", "bad", "idle");
    private static final List<String> PAGES = List.of("bg", "raised");
    private static final List<String> GROUNDS =
            List.of("bg", "raised", "sunken", "accent-soft", "tint", "good-soft", "attention-soft", "bad-soft");

    /** Of text, by WCAG 2.2 AA. */
    private static final double TEXT = 4.5;

    /** Of marks and of the borders of fields. */
    private static final double MARK = 3;

    /** By which two statuses are told apart at a glance. */
    private static final double APART = 17;

    private static final List<Map<String, Colour>> SETS = sets();

    private static List<Map<String, Colour>> sets() {
        try (var css = PaletteTests.class.getResourceAsStream("/static/assets/console.css")) {
            var text = new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
            return SET.matcher(text)
                    .results()
                    .map(set -> VARIABLE.matcher(set.group(1))
                            .results()
                            .collect(Collectors.toMap(
                                    variable -> variable.group(1), variable -> Colour.of(variable.group(2)))))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void hasTheSameDarkColoursByTheSystemAndByChoice() {
        assertThat(SETS).hasSize(3);
        assertThat(SETS.get(1)).isEqualTo(SETS.get(2));
        assertThat(SETS.get(0).keySet()).isEqualTo(SETS.get(1).keySet());
    }

    @Test
    void canBeReadOnEveryBackground() {
        for (var set : SETS) {
            for (var text : List.of("text", "muted", "accent")) {
                for (var ground : GROUNDS) {
                    assertThat(set.get(text).contrast(set.get(ground)))
                            .as(text + " on " + ground)
                            .isGreaterThan(TEXT);
                }
            }
            assertThat(set.get("on-accent").contrast(set.get("accent"))).isGreaterThan(TEXT);
        }
    }

    @Test
    void canTellAStatusOnThePageAndItsMarkAnywhere() {
        for (var set : SETS) {
            for (var status : STATUSES) {
                PAGES.forEach(page -> assertThat(set.get(status).contrast(set.get(page)))
                        .as(status + " on " + page)
                        .isGreaterThan(TEXT));
                GROUNDS.forEach(ground -> assertThat(set.get(status).contrast(set.get(ground)))
                        .as("the mark of " + status + " on " + ground)
                        .isGreaterThan(MARK));
            }
            assertThat(set.get("line-strong").contrast(set.get("bg"))).isGreaterThan(MARK);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAnyTwoStatusesApart(Colour.Sight sight) {
        for (var set : SETS) {
            for (var one : STATUSES) {
                for (var other : STATUSES.subList(STATUSES.indexOf(one) + 1, STATUSES.size())) {
                    assertThat(sight.of(set.get(one)).difference(sight.of(set.get(other))))
                            .as(one + " and " + other)
                            .isGreaterThan(APART);
                }
            }
        }
    }

    /** Pairs out of the data that Sharma, Wu and Dalal published to test implementations with. */
    @Test
    void measuresDifferencesAsThoseWhoDefinedThem() {
        assertThat(Colour.difference(new double[] {50, 2.6772, -79.7751}, new double[] {50, 0, -82.7485}))
                .isCloseTo(2.0425, within(0.0001));
        assertThat(Colour.difference(new double[] {50, 2.5, 0}, new double[] {58, 24, 15}))
                .isCloseTo(19.4535, within(0.0001));
        assertThat(Colour.difference(
                        new double[] {22.7233, 20.0904, -46.6940}, new double[] {23.0331, 14.9730, -42.5619}))
                .isCloseTo(2.0373, within(0.0001));
        assertThat(Colour.of("#000000").contrast(Colour.of("#FFFFFF"))).isCloseTo(21, within(0.01));
    }
}
