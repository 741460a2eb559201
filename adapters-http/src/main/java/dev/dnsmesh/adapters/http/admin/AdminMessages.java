package dev.dnsmesh.adapters.http.admin;

import dev.dnsmesh.adapters.http.exchange.Json;
import dev.dnsmesh.adapters.http.exchange.JsonText;
import dev.dnsmesh.application.port.in.RunAdminCommand.Command;
import dev.dnsmesh.application.port.in.RunAdminCommand.Reply;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands and replies as JSON: {@code POST /v1/admin}. */
final class AdminMessages {
    static final String PATH = "/v1/admin";

    private AdminMessages() {
    }

    static String of(Command command) {
        return JsonText.object().put("arguments", command.arguments()).put("user", command.user()).toString();
    }

    static String of(Reply reply) {
        return JsonText.object().put("exit", reply.exit()).put("out", reply.out()).put("err", reply.err()).toString();
    }

    static Optional<Command> command(String json) {
        return Json.parse(json).flatMap(value -> value instanceof Json.Members members
                && members.values().get("arguments") instanceof Json.Items(List<Json> items)
                && members.values().get("user") instanceof Json.Text(String user)
                ? texts(items).map(arguments -> new Command(arguments, user))
                : Optional.empty());
    }

    static Optional<Reply> reply(String json) {
        return Json.parse(json).flatMap(value -> value instanceof Json.Members members
                && members.values().get("exit") instanceof Json.Whole(BigInteger exit)
                && members.values().get("out") instanceof Json.Text(String out)
                && members.values().get("err") instanceof Json.Text(String err)
                ? Optional.of(new Reply(exit.intValue(), out, err))
                : Optional.empty());
    }

    private static Optional<List<String>> texts(List<Json> items) {
        List<String> texts = new ArrayList<>();
        for (Json item : items) {
            if (!(item instanceof Json.Text(String text))) {
                return Optional.empty();
            }
            texts.add(text);
        }
        return Optional.of(texts);
    }
}
