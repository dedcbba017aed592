package dev.millrace.local.command;

import dev.millrace.local.stack.Checkup;
import dev.millrace.local.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "Say whether this machine can run the stack, and what to do if not.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var layout = options.layout();
        var findings = Checkup.of(layout, new Stack(layout));
        var console = options.console();
        if (options.json) {
            console.json(findings);
        } else {
            findings.forEach(finding ->
                    console.line((finding.good() ? console.green("ok  ") : console.red("bad ")) + finding.text()));
        }
        return findings.stream().allMatch(Checkup::good) ? 0 : 1;
    }
}
