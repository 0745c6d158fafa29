package dev.vedette.server.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.vedette.fault.VedetteException;
import java.security.SecureRandom;
import java.util.Base64;

/** Hashes passwords with Argon2id, 19 MiB and two passes (the OWASP Password Storage Cheat Sheet's first choice). Thread-safe. */
final class Passwords {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Compared with when there is no such account, so that this takes as long; of a password that nobody knows. */
    private static final String NOBODY = hash(random(32));

    private Passwords() {}

    static String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }

    static boolean matches(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    /** Takes as long as a check, and fails. */
    static boolean matchesNobody(String password) {
        boolean ignored = matches(password, NOBODY);
        return false;
    }

    static void require(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw VedetteException.badConfiguration(
                    "the password has " + password.length() + " characters, expected " + SHORTEST + " to " + LONGEST);
        }
    }

    /** As hard to guess as a key of so many bytes. */
    static String random(int bytes) {
        byte[] secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
