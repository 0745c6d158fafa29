package dev.vedette.server.config;

import dev.vedette.fault.VedetteException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address, or a network of them: {@code 10.0.0.2}, {@code 10.0.0.0/8}, {@code ::1}.
 *
 * @param bits of the address that count
 */
public record Network(InetAddress address, int bits) {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** @throws VedetteException bad configuration, for another text */
    public static Network of(String text) {
        problem(text).ifPresent(problem -> {
            throw VedetteException.badConfiguration(problem);
        });
        String[] parts = text.split("/", 2);
        InetAddress address = address(parts[0]).orElseThrow();
        return new Network(address, parts.length > 1 ? Integer.parseInt(parts[1]) : length(address));
    }

    static Optional<String> problem(String text) {
        String[] parts = text.split("/", 2);
        Optional<InetAddress> address = address(parts[0]);
        boolean fits = address.isPresent()
                && (parts.length == 1
                        || (parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= length(address.get())));
        return fits
                ? Optional.empty()
                : Optional.of(
                        "'" + text + "' is no address and no network, expected for example 10.0.0.2 or 10.0.0.0/8");
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    /** The address that a text is, without asking anybody what a name stands for; empty for another text. */
    public static Optional<InetAddress> address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether an address is in it. */
    public boolean contains(InetAddress other) {
        byte[] a = address.getAddress();
        byte[] b = other.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((a[bit / Byte.SIZE] & mask) != (b[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
