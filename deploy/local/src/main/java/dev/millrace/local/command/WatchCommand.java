package dev.millrace.local.command;

import dev.millrace.local.client.Timeline;
import dev.millrace.local.client.TimelineEvent;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "watch", description = "Follow every decision as it is made, until Ctrl-C.")
final class WatchCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--cascade", paramLabel = "ID", description = "Only this cascade: what was, then what comes.")
    private @Nullable String cascade;

    @Override
    public Integer call() {
        var timeline = new Timeline(options.api());
        var printer = new EventPrinter(options.console(), timeline::origin);
        timeline.follow(() -> tellPast(timeline, printer), WatchCommand::sayWhyNothingComes, event -> {
            if (cascade == null || cascade.equals(event.cascadeId())) {
                print(event, printer);
            }
            return true;
        });
        return 0;
    }

    private static void sayWhyNothingComes() {
        Console.progress().line("millrace: monitoring hung up; what it records is told when it answers again");
    }

    private void tellPast(Timeline timeline, EventPrinter printer) {
        if (cascade == null) {
            return;
        }
        var report = timeline.cascade(cascade);
        if (report == null) {
            Console.progress()
                    .line("millrace: nothing is known of cascade %s yet; ./millrace status lists the last ones"
                            .formatted(cascade));
        } else {
            report.events().forEach(event -> print(event, printer));
        }
    }

    private void print(TimelineEvent event, EventPrinter printer) {
        if (options.json) {
            options.console()
                    .jsonLine(Map.of(
                            "cascadeId", event.cascadeId(),
                            "status", event.status(),
                            "eventId", event.eventId(),
                            "causationId", event.causationId(),
                            "millisSinceStart", event.millisSinceStart(),
                            "service", event.service(),
                            "topic", event.topic(),
                            "summary", event.summary(),
                            "data", event.data()));
        } else {
            printer.print(event);
        }
    }
}
