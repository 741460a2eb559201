package dev.dnsmesh.adapters.cli.client;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/** A QR code for a terminal, two modules in one character. */
final class QrCode {
    private static final int QUIET_ZONE = 2;

    private QrCode() {
    }

    /** Lines of half blocks; light modules are drawn, so it reads on dark backgrounds. */
    static String of(String text) {
        BitMatrix modules;
        try {
            modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0,
                    Map.of(EncodeHintType.MARGIN, QUIET_ZONE, EncodeHintType.CHARACTER_SET, "UTF-8"));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("too long for a QR code", tooLong);
        }
        StringBuilder drawn = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y += 2) {
            for (int x = 0; x < modules.getWidth(); x++) {
                boolean upper = !modules.get(x, y);
                boolean lower = y + 1 >= modules.getHeight() || !modules.get(x, y + 1);
                drawn.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            drawn.append('\n');
        }
        return drawn.toString();
    }
}
