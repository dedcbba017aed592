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
        "no;yes, Yes, yes",
        "No;Yes, yes, Yes",
        "No;Yes, true, Yes",
        "No;Yes, True, Yes",
        "No;Yes, ' FALSE ', No",
        "No;Yes, 1, Yes",
        "No;Yes, 0.0, No",
        "No;Yes, maybe,",
        "no;yes;Yes, Yes, Yes",
        "no;yes;Yes, true,",
        "0;1;No;Yes, 1, 1",
        "0;1, 1.0, 1",
        "0;1, yes,",
        "Cash;Card, ' Cash ', Cash",
    })
    void findsTheClassThatIsMeant(String classes, String written, String meant) {
        assertThat(ClassNames.among(List.of(classes.split(";")), written)).isEqualTo(Optional.ofNullable(meant));
    }
}
