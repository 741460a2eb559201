package dev.dnsmesh.domain.zone;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/**
 * What an operator says about the apex.
 *
 * @param address4     {@code DMP_DNS_APEX_A}, 4 octets; served at the served zone's apex only
 * @param address6     {@code DMP_DNS_APEX_AAAA}, 16 octets; likewise
 * @param nameServer   {@code DMP_DNS_APEX_NS}: NS and MNAME
 * @param nodeHostname {@code DMP_NODE_HOSTNAME} where it is a name: takes the place of an unset name server
 * @param responsible  {@code DMP_DNS_APEX_SOA_RNAME}
 */
public record ApexSettings(Optional<Octets> address4, Optional<Octets> address6, Optional<OwnerName> nameServer,
                           Optional<OwnerName> nodeHostname, Optional<Mailbox> responsible) {
    public static final ApexSettings UNSET = new ApexSettings(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    public ApexSettings {
        if (address4.isPresent() && address4.get().length() != 4 || address6.isPresent() && address6.get().length() != 16) {
            throw new IllegalArgumentException("an IPv4 address has 4 octets, an IPv6 address 16");
        }
    }
}
