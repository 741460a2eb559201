package dev.dnsmesh.application.client.usecase.backup;

import dev.dnsmesh.application.client.port.out.ClientBackup;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much of each kind a backup holds. */
final class Contents {
    private Contents() {
    }

    static Map<String, Integer> of(ClientBackup backup) {
        ClientBackup.State state = backup.state();
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("contacts", backup.settings().contacts().size());
        counts.put("prekeys", state.prekeys().size());
        counts.put("intros", state.intros().size());
        counts.put("denylist", state.denylist().size());
        counts.put("seen", state.seen().size());
        counts.put("outbox", state.outbox().size());
        counts.put("inbox", state.inbox().size());
        counts.put("tokens", backup.tokens().size());
        counts.put("passphrase", backup.passphrase().isPresent() ? 1 : 0);
        return counts;
    }
}
