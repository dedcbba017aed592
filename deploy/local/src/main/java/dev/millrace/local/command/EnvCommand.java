package dev.millrace.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "env", description = "Print addresses and tokens as shell variables: eval \"$$(./millrace env)\".")
final class EnvCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var variables = options.endpoints().variables();
        if (options.json) {
            options.console().json(variables);
        } else {
            variables.forEach((name, value) -> options.console().line("export " + name + "='" + value + "'"));
        }
        return 0;
    }
}
