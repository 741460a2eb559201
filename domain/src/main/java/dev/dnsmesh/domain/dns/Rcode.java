package dev.dnsmesh.domain.dns;

import java.util.Locale;

/** Response codes (RFC 1035, 2136, 6891, 7873, 8945) that a node of ours sends. */
public enum Rcode {
    NOERROR(0), FORMERR(1), SERVFAIL(2), NXDOMAIN(3), NOTIMP(4), REFUSED(5), YXDOMAIN(6), YXRRSET(7), NXRRSET(8),
    NOTAUTH(9), NOTZONE(10), BADVERS(16), BADCOOKIE(23);

    private final int code;

    Rcode(int code) {
        this.code = code;
    }

    /** The extended code, 0..4095; the header carries its low four bits. */
    public int code() {
        return code;
    }

    /** Lower-case mnemonic, as the metrics name it. */
    public String mnemonic() {
        return name().toLowerCase(Locale.ROOT);
    }
}
