package dev.dnsmesh.bootstrap.settings;

import dev.dnsmesh.domain.limit.AddressPrefix;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A CIDR prefix, or one address, as it was written.
 *
 * @param bits leading bits that count: 0..32 for IPv4, 0..128 for IPv6
 */
public record AddressRange(InetAddress network, int bits) {
    /** {@code 10.0.0.0/8}, {@code ::1}; never looks a name up. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return ValueTypes.literal(address).flatMap(network -> {
            int width = network.getAddress().length * 8;
            if (slash < 0) {
                return Optional.of(new AddressRange(network, width));
            }
            String bits = text.substring(slash + 1).strip();
            return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= width
                    ? Optional.of(new AddressRange(network, Integer.parseInt(bits))) : Optional.empty();
        });
    }

    /** For comparing addresses with. */
    public AddressPrefix prefix() {
        return AddressPrefix.of(network.getAddress(), bits, bits);
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
