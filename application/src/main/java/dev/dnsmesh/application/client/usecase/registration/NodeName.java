package dev.dnsmesh.application.client.usecase.registration;

import dev.dnsmesh.application.client.settings.Endpoint;
import java.util.Optional;

/** Whether a node is the one that was dialled. */
final class NodeName {
    private NodeName() {
    }

    /** Equal hosts, or the dialled one is this machine: nobody is between. */
    static boolean agrees(String named, String dialled) {
        Optional<String> host = Endpoint.host(named).map(NodeName::withoutDots);
        return isLoopback(dialled) || host.isPresent() && host.get().equals(withoutDots(dialled));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    private static String withoutDots(String host) {
        int end = host.length();
        while (end > 0 && host.charAt(end - 1) == '.') {
            end--;
        }
        return host.substring(0, end);
    }
}
