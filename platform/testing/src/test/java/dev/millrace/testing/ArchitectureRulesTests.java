package dev.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTests {

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("dev.millrace.testing.broken");

    static Stream<Arguments> everyRuleAndWhoBreaksIt() {
        return Stream.of(
                Arguments.of(ArchitectureRules.ADAPTERS_ARE_HIDDEN, "PublicListener"),
                Arguments.of(ArchitectureRules.FEATURES_KEEP_OUT_OF_FOREIGN_ADAPTERS, "ForeignListenerUser"),
                Arguments.of(ArchitectureRules.ONLY_THE_KERNEL_STORES, "OwnStore"),
                Arguments.of(ArchitectureRules.ONLY_THE_KERNEL_ASKS_COLLECTIONS, "OwnTemplate"),
                Arguments.of(ArchitectureRules.NO_DOCUMENT_IS_REPLACED, "OwnTemplateReplaces"),
                Arguments.of(ArchitectureRules.REPOSITORIES_ARE_ADAPTERS, "TripRows"),
                Arguments.of(ArchitectureRules.QUERIES_TAKE_BOTH_BOUNDS, "RangedRows"),
                Arguments.of(ArchitectureRules.EVENTS_ARE_TRANSLATED_AT_THE_EDGE, "TopicOfTrips"),
                Arguments.of(ArchitectureRules.TIME_COMES_FROM_A_CLOCK, "WallClock"),
                Arguments.of(ArchitectureRules.NOTHING_SLEEPS, "Sleeper"),
                Arguments.of(ArchitectureRules.DEPENDENCIES_COME_THROUGH_CONSTRUCTORS, "FieldInjected"),
                Arguments.of(ArchitectureRules.FEATURES_ARE_WIRED_IN_ONE_PLACE, "FoundByItself"),
                Arguments.of(ArchitectureRules.SETTINGS_ARE_RECORDS, "TripSettings"),
                Arguments.of(ArchitectureRules.NAMES_COME_FROM_THE_DOMAIN, "TripManager"));
    }

    @ParameterizedTest
    @MethodSource("everyRuleAndWhoBreaksIt")
    void findsExactlyTheClassThatBreaksTheRule(ArchRule rule, String culprit) {
        var violations = rule.evaluate(BROKEN).getFailureReport().getDetails();

        assertThat(violations)
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation).contains(culprit));
    }

    @Test
    void takesNoFeatureForAnotherWhoseNameItBeginsWith() {
        var violations = ArchitectureRules.FEATURES_KEEP_OUT_OF_FOREIGN_ADAPTERS
                .evaluate(BROKEN)
                .getFailureReport()
                .getDetails();

        assertThat(violations).anyMatch(violation -> violation.contains("ForeignListenerUserNextDoor"));
    }

    @Test
    void failsForAPackageWithCulprits() {
        assertThatThrownBy(() -> ArchitectureRules.check(BROKEN)).isInstanceOf(AssertionError.class);
    }

    /** What puts documents of another release into the store has to go around the kernel. */
    @Test
    void findsNothingWrongWithItsNeighbours() {
        var neighbours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains(RecordedStates.class.getSimpleName()))
                .importPackages("dev.millrace.testing");

        assertThatCode(() -> ArchitectureRules.check(neighbours)).doesNotThrowAnyException();
    }
}
