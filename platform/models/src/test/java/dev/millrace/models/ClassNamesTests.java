package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNamesTests {

    @ParameterizedTest
    @CsvSource({
        "true;false, Yes, true",
        "true;false, no, false",
        "true;false, True, true",
        "true;false, 1, true",
        "true;false, maybe,",
        "no;yes, yes, yes",
        "no;yes, Yes,",
        "0;1, 1.0, 1",
        "0;1, yes,",
        "Cash;Card, ' Cash ', Cash",
    })
    void findsTheClassThatIsMeant(String classes, String written, String meant) {
        assertThat(ClassNames.among(List.of(classes.split(";")), written)).isEqualTo(Optional.ofNullable(meant));
    }
}
