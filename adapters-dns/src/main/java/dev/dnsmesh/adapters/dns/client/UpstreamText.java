package dev.dnsmesh.adapters.dns.client;

import dev.dnsmesh.domain.name.ZoneText;
import dev.dnsmesh.domain.octets.Ascii;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** How servers are written in a configuration. */
final class UpstreamText {
    private static final int DOT_PORT = 853;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final String DNS_QUERY = "/dns-query";

    private UpstreamText() {
    }

    /** @param host without brackets */
    record Authority(String host, int port) {
    }

    static Optional<Upstream> parse(String text, int plainPort) {
        if (text.startsWith("tls://")) {
            return tls(text.substring("tls://".length()));
        }
        if (text.startsWith("https://")) {
            return https(text.substring("https://".length()), true);
        }
        return text.startsWith("http://") ? https(text.substring("http://".length()), false) : Upstream.parse(text, plainPort);
    }

    private static Optional<Upstream> tls(String text) {
        int hash = text.indexOf('#');
        Optional<Authority> authority = authority(hash < 0 ? text : text.substring(0, hash), DOT_PORT).filter(UpstreamText::isHost);
        Optional<String> name = hash < 0 ? authority.map(Authority::host) : Optional.of(Ascii.lowerCased(text.substring(hash + 1)));
        return authority.flatMap(at -> name.filter(UpstreamText::isHost).map(n -> new Upstream.Tls(at.host(), at.port(), n)));
    }

    private static Optional<Upstream> https(String text, boolean tls) {
        int slash = text.indexOf('/');
        String path = slash < 0 || slash == text.length() - 1 ? DNS_QUERY : text.substring(slash);
        return authority(slash < 0 ? text : text.substring(0, slash), tls ? HTTPS_PORT : HTTP_PORT).filter(UpstreamText::isHost)
                .filter(authority -> (tls || isThisMachine(authority.host())) && path.matches("[!-~&&[^#?{}]]+"))
                .map(authority -> new Upstream.Https(tls, authority.host(), authority.port(), path));
    }

    private static boolean isHost(Authority authority) {
        return isHost(authority.host());
    }

    private static boolean isHost(String host) {
        return literal(host).isPresent() || ZoneText.isDomain(host);
    }

    static boolean isThisMachine(String host) {
        return host.equals("localhost") || literal(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /** {@code host}, {@code host:port}, {@code IPv6}, {@code [IPv6]}, {@code [IPv6]:port}; the host is not looked at further. */
    static Optional<Authority> authority(String text, int defaultPort) {
        String host = text;
        String port = "";
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            if (end < 0 || end + 1 < host.length() && host.charAt(end + 1) != ':') {
                return Optional.empty();
            }
            port = end + 1 < host.length() ? host.substring(end + 2) : "";
            if (end + 1 < host.length() && port.isEmpty()) {
                return Optional.empty();
            }
            host = host.substring(1, end);
            if (host.indexOf(':') < 0) {
                return Optional.empty();
            }
        } else if (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':')) {
            port = host.substring(host.indexOf(':') + 1);
            host = host.substring(0, host.indexOf(':'));
            if (port.isEmpty()) {
                return Optional.empty();
            }
        }
        String named = Ascii.lowerCased(host);
        return port.isEmpty() ? Optional.of(new Authority(named, defaultPort)) : portNumber(port).map(number -> new Authority(named, number));
    }

    /** The other way round. */
    static String written(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    static Optional<InetAddress> literal(String host) {
        boolean v6 = host.indexOf(':') >= 0 && host.matches("[0-9A-Fa-f:.]+");
        boolean v4 = host.matches("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
        if (!v4 && !v6) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException notALiteral) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> portNumber(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
    }
}
