package dev.dnsmesh.domain.record.heartbeat;

import dev.dnsmesh.domain.octets.Octets;
import java.util.List;

/**
 * Which addresses the world can reach, and a stranger's record may therefore send us to (records.md 2.10). To be asked
 * again of every resolved address before connecting.
 */
public final class PublicAddress {
    private static final List<Block> REFUSED_V4 = List.of(
            block(8, 0), block(8, 10), block(10, 100, 64), block(8, 127), block(16, 169, 254), block(12, 172, 16),
            block(24, 192, 0, 0), block(24, 192, 0, 2), block(16, 192, 168), block(15, 198, 18),
            block(24, 198, 51, 100), block(24, 203, 0, 113), block(4, 224), block(4, 240));
    private static final Block GLOBAL_V6 = block(3, 0x20);
    private static final List<Block> REFUSED_V6 = List.of(
            block(23, 0x20, 0x01), block(32, 0x20, 0x01, 0x0d, 0xb8), block(16, 0x20, 0x02), block(20, 0x3f, 0xff));

    private PublicAddress() {
    }

    /** @param address 4 octets of IPv4 or 16 of IPv6; any other length is not public */
    public static boolean is(Octets address) {
        return switch (address.length()) {
            case 4 -> REFUSED_V4.stream().noneMatch(block -> block.contains(address));
            case 16 -> GLOBAL_V6.contains(address) && REFUSED_V6.stream().noneMatch(block -> block.contains(address));
            default -> false;
        };
    }

    private static Block block(int bits, int... start) {
        byte[] octets = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            octets[i] = (byte) start[i];
        }
        return new Block(Octets.of(octets), bits);
    }

    private record Block(Octets start, int bits) {
        boolean contains(Octets address) {
            for (int bit = 0; bit < bits; bit++) {
                int at = bit / 8;
                int startOctet = at < start.length() ? start.at(at) : 0;
                if (((startOctet ^ address.at(at)) >>> 7 - bit % 8 & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
