package dev.millrace.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** How every service is built inside. A service's {@code ArchitectureTests} runs all of it with one call. */
public final class ArchitectureRules {

    private static final String SETTINGS = "org.springframework.boot.context.properties.ConfigurationProperties";

    private static final Set<String> REPLACING =
            Set.of("replaceOne", "findOneAndReplace", "bulkWrite", "replace", "findAndReplace", "bulkOps");

    static final ArchRule ADAPTERS_ARE_HIDDEN = classes()
            .that()
            .resideInAnyPackage("..kafka..", "..mongo..", "..web..", "..grpc..")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic()
            .because("only Spring wires adapters, so that nobody calls around the use case");

    static final ArchRule FEATURES_KEEP_OUT_OF_FOREIGN_ADAPTERS = classes()
            .should(keepOutOfForeignAdapters())
            .because("features meet in their use cases, not in their technology");

    static final ArchRule ONLY_THE_KERNEL_STORES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..")
            .because("the one-document commit lives once, in platform/messaging: use Aggregates and repositories");

    static final ArchRule ONLY_THE_KERNEL_ASKS_COLLECTIONS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.data.mongodb.core", "org.springframework.data.mongodb.core.query..")
            .because(
                    "who can ask any collection can change aggregates beside their commit: read models have repositories");

    /** For the kernel, to which the two rules before do not apply. */
    static final ArchRule NO_DOCUMENT_IS_REPLACED = noClasses()
            .should(replaceDocuments())
            .because("a document that is replaced loses what a newer release has put into it, while one that is updated"
                    + " keeps it: see KnownFields in platform/messaging");

    static final ArchRule REPOSITORIES_ARE_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackage("..mongo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.data..")
            .because("how read models are stored is known in a feature's mongo package alone");

    static final ArchRule QUERIES_TAKE_BOTH_BOUNDS = noClasses()
            .that()
            .areAssignableTo("org.springframework.data.repository.Repository")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.data.domain.Range")
            .because("the queries that the build generates from method names misread a Range, which only a packaged"
                    + " service shows: take the two bounds as two parameters");

    static final ArchRule EVENTS_ARE_TRANSLATED_AT_THE_EDGE = noClasses()
            .that()
            .resideInAPackage("dev.millrace.*.*..")
            .and()
            .resideOutsideOfPackage("..kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.millrace.contracts..", "org.apache.avro..")
            .because("a feature has values of its own: Avro is known in its kafka package alone");

    static final ArchRule TIME_COMES_FROM_A_CLOCK =
            noClasses().should(readTheSystemClock()).because("tests must be able to say what time it is: take a Clock");

    static final ArchRule NOTHING_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("a sleep is either too long or too short: wait for the event itself");

    static final ArchRule DEPENDENCIES_COME_THROUGH_CONSTRUCTORS = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .because("an object that is constructed is whole");

    static final ArchRule FEATURES_ARE_WIRED_IN_ONE_PLACE = noClasses()
            .that()
            .resideInAPackage("dev.millrace.*.*..")
            .and()
            .resideOutsideOfPackages(
                    "..kafka..", "..mongo..", "..web..", "..grpc..", "..duckdb..", "..onnx..", "..health..", "..sink..")
            .and()
            .resideOutsideOfPackage("dev.millrace.console..")
            .should()
            .beAnnotatedWith("org.springframework.stereotype.Component")
            .orShould()
            .beAnnotatedWith("org.springframework.stereotype.Service")
            .because("Spring finds adapters by itself, and a feature's configuration makes everything else");

    static final ArchRule SETTINGS_ARE_RECORDS = classes()
            .that()
            .areAnnotatedWith(SETTINGS)
            .should()
            .beRecords()
            .andShould()
            .haveSimpleNameEndingWith("Properties")
            .andShould(beginWithTheServicesName())
            .because("whoever knows one service finds the settings of the next");

    static final ArchRule NAMES_COME_FROM_THE_DOMAIN = classes()
            .that()
            .areTopLevelClasses()
            .should()
            .haveNameNotMatching(".*(Impl|Service|Manager|Helper|Utils?|Dto|DTO|Repository)")
            .because("such an ending says nothing about what the class is for");

    private static final List<ArchRule> ALL = List.of(
            ADAPTERS_ARE_HIDDEN,
            FEATURES_KEEP_OUT_OF_FOREIGN_ADAPTERS,
            ONLY_THE_KERNEL_STORES,
            ONLY_THE_KERNEL_ASKS_COLLECTIONS,
            REPOSITORIES_ARE_ADAPTERS,
            QUERIES_TAKE_BOTH_BOUNDS,
            EVENTS_ARE_TRANSLATED_AT_THE_EDGE,
            TIME_COMES_FROM_A_CLOCK,
            NOTHING_SLEEPS,
            DEPENDENCIES_COME_THROUGH_CONSTRUCTORS,
            FEATURES_ARE_WIRED_IN_ONE_PLACE,
            SETTINGS_ARE_RECORDS,
            NAMES_COME_FROM_THE_DOMAIN);

    /** Not what an earlier build's ahead-of-time processing has left among the classes. */
    private static final ImportOption WRITTEN_BY_US =
            location -> !location.contains("__") && !location.contains("$$SpringCGLIB$$");

    private ArchitectureRules() {}

    /** Fails with everything in {@code basePackage}, tests aside, that breaks a rule. */
    public static void check(String basePackage) {
        var imported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(WRITTEN_BY_US)
                .importPackages(basePackage);
        check(imported);
    }

    /** Fails with everything in the kernel that breaks the one rule which is for the kernel alone. */
    public static void checkKernel(String basePackage) {
        var kernel = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        NO_DOCUMENT_IS_REPLACED.check(kernel);
    }

    static void check(JavaClasses classes) {
        if (classes.isEmpty()) {
            throw new AssertionError("there is nothing to check");
        }
        ALL.forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    private static ArchCondition<JavaClass> keepOutOfForeignAdapters() {
        return new ArchCondition<>("keep out of other features' adapters") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                from.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> foreignAdapter(from, dependency.getTargetClass()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(from, dependency.getDescription())));
            }
        };
    }

    /** An adapter's feature is the package that it lies in. */
    private static boolean foreignAdapter(JavaClass from, JavaClass to) {
        var name = to.getPackageName();
        var feature = name.replaceFirst("\\.(kafka|mongo|web|grpc)(\\..*)?$", "");
        return name.startsWith("dev.millrace.")
                && feature.chars().filter(c -> c == '.').count() >= 3
                && !feature.equals(name)
                && !(from.getPackageName() + '.').startsWith(feature + '.');
    }

    private static ArchCondition<JavaClass> replaceDocuments() {
        return new ArchCondition<>("replace documents") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                from.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().getPackageName().contains("mongodb")
                                && REPLACING.contains(call.getTarget().getName()))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(from, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> beginWithTheServicesName() {
        return new ArchCondition<>("begin with millrace.<service>.") {
            @Override
            public void check(JavaClass settings, ConditionEvents events) {
                var service = settings.getPackageName().replaceFirst("^dev\\.millrace\\.(\\w+).*", "$1");
                var prefix = settings.getAnnotationOfType(SETTINGS).get("value").orElse("");
                events.add(new SimpleConditionEvent(
                        settings,
                        prefix.toString().startsWith("millrace." + service + "."),
                        settings.getName() + " has the prefix " + prefix));
            }
        };
    }

    private static ArchCondition<JavaClass> readTheSystemClock() {
        return new ArchCondition<>("read the system's clock") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                from.getMethodCallsFromSelf().stream()
                        .filter(call -> systemTime(
                                from,
                                call.getTargetOwner().getFullName(),
                                call.getTarget().getName(),
                                call.getTarget().getRawParameterTypes().isEmpty()))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(from, call.getDescription())));
            }
        };
    }

    private static boolean systemTime(JavaClass from, String owner, String method, boolean withoutArguments) {
        if (owner.equals(Clock.class.getName())) {
            return method.startsWith("system") && !from.getSimpleName().endsWith("Application");
        }
        return (owner.startsWith("java.time.") && method.equals("now") && withoutArguments)
                || (owner.equals(System.class.getName()) && method.equals("currentTimeMillis"));
    }
}
