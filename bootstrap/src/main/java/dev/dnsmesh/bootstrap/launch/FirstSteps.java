package dev.dnsmesh.bootstrap.launch;

import dev.dnsmesh.bootstrap.lifecycle.DataDirectory;
import dev.dnsmesh.bootstrap.lifecycle.Endpoints;
import dev.dnsmesh.bootstrap.lifecycle.OperatorToken;
import dev.dnsmesh.bootstrap.settings.NodeSettings;
import java.util.List;

/** What somebody who started a node without any setting may want to type next, ready to be pasted. */
final class FirstSteps {
    private FirstSteps() {
    }

    static List<String> after(Endpoints endpoints, NodeSettings settings, DataDirectory directory) {
        String zone = settings.authority().zones().served().map(Object::toString).orElse("");
        int port = endpoints.dns().getFirst().getPort();
        return List.of(
                "Nothing is configured: this node is for this machine only. State is in " + directory.path().toAbsolutePath().normalize()
                        + ", the operator token in " + OperatorToken.fileIn(directory) + ".",
                "Get a key, write, read:",
                "  dnsmesh-node admin tsig issue alice@" + zone + " --zone-wide >alice.key",
                "  printf 'server 127.0.0.1 " + port + "\\nzone " + zone + "\\nupdate add hello." + zone
                        + " 300 TXT hello\\nsend\\n' | nsupdate -k alice.key",
                "  dig @127.0.0.1 -p " + port + " +short hello." + zone + " TXT",
                "To serve others, set at least DMP_DOMAIN and DMP_OPERATOR_TOKEN; dnsmesh-node config manual explains all settings.");
    }
}
