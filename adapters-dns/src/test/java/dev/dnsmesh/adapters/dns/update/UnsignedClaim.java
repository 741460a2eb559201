package dev.dnsmesh.adapters.dns.update;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Claims in whose signature there is nothing. */
public final class UnsignedClaim {
    private UnsignedClaim() {
    }

    /** Times in Unix seconds. */
    public static String text(int slot, long sent, long expires) {
        byte[] domain = "mesh.example.com".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer octets = ByteBuffer.allocate(137 + domain.length).put("DMPCL01".getBytes(StandardCharsets.US_ASCII))
                .position(55).put((byte) domain.length).put(domain).put((byte) slot).putLong(sent).putLong(expires);
        return "v=dmp1;t=claim;" + Base64.getEncoder().encodeToString(octets.array());
    }
}
