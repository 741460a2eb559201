package dev.dnsmesh.adapters.dns.tsig;

/** The error field of a TSIG record (RFC 8945 3). */
public enum TsigError {
    NONE(0), BADSIG(16), BADKEY(17), BADTIME(18), BADTRUNC(22);

    private final int code;

    TsigError(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
