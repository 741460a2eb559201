package dev.dnsmesh.adapters.cli.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dnsmesh.application.client.port.in.ClientFailure;

/** The object of cli.md 16 for errors. */
final class ErrorJson {
    private ErrorJson() {
    }

    static ObjectNode of(String command, ClientFailure failure) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode().put("ok", false).put("command", command);
        json.putObject("error").put("code", failure.code().code()).put("message", failure.message())
                .set("detail", mapper.valueToTree(failure.detail()));
        return json.put("exit", failure.exit());
    }
}
