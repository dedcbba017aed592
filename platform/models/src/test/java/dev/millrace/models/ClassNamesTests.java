package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @ParameterizedTest
    @CsvSource({
        "Yes=6;yes=4;No=9, '', Yes=Yes;yes=Yes;No=No",
        "Yes=4;yes=6;NO=1;no=1, '', Yes=yes;yes=yes;NO=NO;no=NO",
        "true=3;yes=2;maybe=1, '', true=true;yes=true;maybe=maybe",
        "Yes=4;yes=6;maybe=1, No;Yes;maybe, Yes=Yes;yes=Yes;maybe=maybe",
        "Yes=4;yes=6;YES=1, Yes;yes, Yes=Yes;yes=yes;YES=yes",
        "Yes=4;yes=6, false;true, Yes=true;yes=true",
        "Cash=4;cash=6;1=1;0=2, '', Cash=Cash;cash=cash;1=1;0=0",
    })
    void callsOneTruthValueByOneName(String rows, String before, String expected) {
        var counts = pairs(rows).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> Integer.valueOf(each.getValue())));
        var classes = before.isEmpty() ? List.<String>of() : List.of(before.split(";"));
        assertThat(ClassNames.together(counts, classes)).isEqualTo(pairs(expected));
    }

    private static Map<String, String> pairs(String text) {
        return Stream.of(text.split(";"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
