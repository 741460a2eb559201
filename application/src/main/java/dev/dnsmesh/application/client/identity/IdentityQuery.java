package dev.dnsmesh.application.client.identity;

import dev.dnsmesh.application.client.port.in.ClientErrorCode;
import dev.dnsmesh.application.client.port.in.ClientResult;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.name.RelativeName;
import dev.dnsmesh.domain.name.UserAddress;
import dev.dnsmesh.domain.octets.WhiteSpace;
import dev.dnsmesh.domain.record.rotation.KeySubject;
import dev.dnsmesh.domain.record.rotation.SubjectType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked of the zone of a user (client.md 3.3).
 *
 * @param names     where the identity may lie, best first
 * @param rotations where rotations and revocations of it may lie
 * @param subject   what those must be about
 */
record IdentityQuery(Optional<UserAddress> address, List<OwnerName> names, List<OwnerName> rotations, Optional<KeySubject> subject) {
    /** @param zone where a bare user name is looked for */
    static ClientResult<IdentityQuery> of(String text, String zone) {
        Optional<UserAddress> address = UserAddress.parse(text);
        String user = address.map(UserAddress::user).orElseGet(() -> WhiteSpace.trim(text));
        String host = address.map(UserAddress::host).orElse(zone);
        Optional<OwnerName> parent = OwnerName.parse(host);
        if (user.isEmpty() || parent.isEmpty()) {
            return ClientResult.failed(ClientErrorCode.BAD_CONFIG, user.isEmpty() ? "a user name is missing"
                    : "'" + host + "' is not a host whose names can be looked up");
        }
        Stream<RelativeName> anchor = address.isPresent() ? Stream.of(RelativeName.IDENTITY_ANCHOR) : Stream.empty();
        Stream<RelativeName> rotationAnchor = address.isPresent() ? Stream.of(RelativeName.ROTATION_ANCHOR) : Stream.empty();
        return ClientResult.done(new IdentityQuery(address,
                names(parent.get(), Stream.concat(anchor, Stream.of(RelativeName.identityOf(user)))),
                names(parent.get(), Stream.concat(rotationAnchor, Stream.of(RelativeName.rotationOf(user)))),
                KeySubject.of(SubjectType.USER, user + "@" + host)));
    }

    private static List<OwnerName> names(OwnerName parent, Stream<RelativeName> names) {
        return names.map(name -> name.under(parent)).flatMap(Optional::stream).toList();
    }
}
