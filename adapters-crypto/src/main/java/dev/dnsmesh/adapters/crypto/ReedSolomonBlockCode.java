package dev.dnsmesh.adapters.crypto;

import com.google.zxing.common.reedsolomon.GenericGF;
import com.google.zxing.common.reedsolomon.ReedSolomonDecoder;
import com.google.zxing.common.reedsolomon.ReedSolomonEncoder;
import com.google.zxing.common.reedsolomon.ReedSolomonException;
import dev.dnsmesh.domain.crypto.BlockCode;
import dev.dnsmesh.domain.octets.Octets;
import java.util.Optional;

/** ZXing's Reed-Solomon code, the one of QR symbols: polynomial 0x11D, generator 2, first root 1. */
public final class ReedSolomonBlockCode implements BlockCode {
    private static final GenericGF FIELD = new GenericGF(0x11d, 256, 0);

    /** The encoder collects generator polynomials as it goes, which makes it unfit for several threads at once. */
    private final ThreadLocal<ReedSolomonEncoder> encoder = ThreadLocal.withInitial(() -> new ReedSolomonEncoder(FIELD));
    private final ReedSolomonDecoder decoder = new ReedSolomonDecoder(FIELD);

    @Override
    public Octets parity(Octets data) {
        if (data.isEmpty() || data.length() > MAX_CODEWORD - PARITY_LENGTH) {
            throw new IllegalArgumentException("a block has 1 to 223 octets, not " + data.length());
        }
        int[] word = words(data, data.length() + PARITY_LENGTH);
        encoder.get().encode(word, PARITY_LENGTH);
        return octets(word, data.length(), word.length);
    }

    @Override
    public Optional<Octets> correct(Octets codeword) {
        int length = codeword.length();
        if (length <= PARITY_LENGTH || length > MAX_CODEWORD) {
            return Optional.empty();
        }
        int[] word = words(codeword, length);
        try {
            decoder.decode(word, PARITY_LENGTH);
        } catch (ReedSolomonException beyondRepair) {
            return Optional.empty();
        }
        Octets data = octets(word, 0, length - PARITY_LENGTH);
        return parity(data).equals(octets(word, length - PARITY_LENGTH, length)) ? Optional.of(data) : Optional.empty();
    }

    private static int[] words(Octets octets, int length) {
        int[] words = new int[length];
        for (int i = 0; i < octets.length(); i++) {
            words[i] = octets.at(i);
        }
        return words;
    }

    private static Octets octets(int[] words, int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = from; i < to; i++) {
            bytes[i - from] = (byte) words[i];
        }
        return Octets.of(bytes);
    }
}
