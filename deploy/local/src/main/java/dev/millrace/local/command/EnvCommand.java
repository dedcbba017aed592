package dev.millrace.local.command;

import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "env", description = "Print addresses and token as shell variables: eval \"$$(./millrace env)\".")
final class EnvCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var variables = variables(options.layout());
        if (options.json) {
            options.console().json(variables);
        } else {
            variables.forEach((name, value) -> options.console().line("export " + name + "='" + value + "'"));
        }
        return 0;
    }

    private static Map<String, String> variables(Layout layout) {
        var variables = new LinkedHashMap<String, String>();
        for (Part part : Part.values()) {
            if (part.service()) {
                variables.put("MILLRACE_" + part.name() + "_URL", layout.url(part));
            }
        }
        variables.put("MILLRACE_SERVING_GRPC", "127.0.0.1:" + layout.grpcPort());
        variables.put("MILLRACE_KAFKA", layout.kafka());
        variables.put("MILLRACE_SCHEMA_REGISTRY_URL", layout.schemas());
        variables.put("MILLRACE_MONGODB_URI", layout.mongodb());
        variables.put("MILLRACE_TOKEN", Tokens.admin(layout));
        return variables;
    }
}
