package dev.dnsmesh.adapters.cli.client;

import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code completion bash|zsh|fish}: scripts that are made from the commands as they are. */
@Command(name = "completion", description = "Prints a script that lets a shell complete dnsmesh's words and options.",
        footerHeading = "%nExample:%n", footer = {"  dnsmesh completion bash > ~/.local/share/bash-completion/completions/dnsmesh",
            "  dnsmesh completion zsh > ~/.zfunc/_dnsmesh",
            "  dnsmesh completion fish > ~/.config/fish/completions/dnsmesh.fish"})
public final class CompletionCommand {
    private final Session session;
    private final Supplier<CommandLine> model;

    public CompletionCommand(Session session, Supplier<CommandLine> model) {
        this.session = session;
        this.model = model;
    }

    @Command(name = "bash", description = "For bash.")
    int bash() {
        return script(AutoComplete.bash("dnsmesh", model.get()));
    }

    @Command(name = "zsh", description = "For zsh.")
    int zsh() {
        return script(ZshCompletion.of(model.get()));
    }

    @Command(name = "fish", description = "For fish.")
    int fish() {
        return script(FishCompletion.of(model.get()));
    }

    private int script(String text) {
        return session.done(json -> json.put("script", text), out -> out.print(text));
    }
}
