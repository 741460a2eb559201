package dev.dnsmesh.adapters.http.limit;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * {@code DMP_TRUSTED_PROXIES}: the peers whose {@code X-Forwarded-For} is believed (http.md 13.6, registration.md W12).
 */
public record TrustedProxies(List<Network> networks) {
    public static final TrustedProxies LOOPBACK = new TrustedProxies(List.of(
            Network.parse("127.0.0.0/8").orElseThrow(), Network.parse("::1/128").orElseThrow()));

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * The client's address: the peer's, unless it is trusted; then the right-most forwarded address that is not. Where
     * every one is trusted, or one cannot be read, the address last believed.
     *
     * @param forwarded the values of the header, joined by commas in the order received
     */
    public InetAddress client(InetAddress peer, Optional<String> forwarded) {
        InetAddress believed = peer;
        String rest = forwarded.orElse("");
        while (trusts(believed) && !rest.isEmpty()) {
            int comma = rest.lastIndexOf(',');
            Optional<InetAddress> hop = Addresses.parse(rest.substring(comma + 1));
            if (hop.isEmpty()) {
                return believed;
            }
            believed = hop.get();
            rest = comma < 0 ? "" : rest.substring(0, comma);
        }
        return believed;
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** An address block in CIDR notation (RFC 4632, RFC 4291 2.3). */
    public record Network(InetAddress address, int prefix) {
        public Network {
            if (prefix < 0 || prefix > address.getAddress().length * 8) {
                throw new IllegalArgumentException("prefix length out of range: " + prefix);
            }
        }

        /** An address, or an address, a slash and a prefix length. Bits below the prefix do not matter. */
        public static Optional<Network> parse(String text) {
            int slash = text.indexOf('/');
            String length = slash < 0 ? "" : text.substring(slash + 1).strip();
            Optional<InetAddress> address = Addresses.parse(slash < 0 ? text : text.substring(0, slash));
            if (slash < 0) {
                return address.map(whole -> new Network(whole, whole.getAddress().length * 8));
            }
            return length.matches("[0-9]{1,3}")
                    ? address.filter(a -> Integer.parseInt(length) <= a.getAddress().length * 8)
                            .map(a -> new Network(a, Integer.parseInt(length)))
                    : Optional.empty();
        }

        boolean contains(InetAddress other) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((ours[bit >> 3] ^ theirs[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
