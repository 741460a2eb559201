package dev.dnsmesh.adapters.http.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with a failure when more comes out of it than that: a small answer may swell while it is inflated. */
final class BoundedStream extends FilterInputStream {
    private final long most;
    private long length;

    BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] target, int from, int most) throws IOException {
        int read = super.read(target, from, most);
        count(Math.max(0, read));
        return read;
    }

    private void count(int more) throws IOException {
        length += more;
        if (length > most) {
            throw new IOException("the answer is longer than " + most + " octets");
        }
    }
}
