package dev.vedette.server.store;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts with AES-256-GCM, so that the store alone does not tell them. What is sealed for one owner does not open for another. The key is
 * given, or lies in a file of its own beside the store. Thread-safe.
 */
public final class SecretBox {
    /** Name of the file with the key in the data folder. */
    public static final String FILE = "store.key";

    private static final String PREFIX = "sealed:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final String place;

    private SecretBox(byte[] key, String place) {
        this.key = new SecretKeySpec(key, "AES");
        this.place = place;
    }

    /**
     * The box whose key is given, or else is in the folder's file, which is made if it is not there.
     *
     * @param key base64 of 32 bytes
     * @throws VedetteException bad configuration, for a file that holds no key; device, when it cannot be read or made
     */
    public static SecretBox of(Optional<String> key, Path folder) {
        if (key.isPresent()) {
            return new SecretBox(Base64.getDecoder().decode(key.get()), "store.key in the configuration");
        }
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return new SecretBox(
                    Base64.getDecoder().decode(Files.readString(file).strip()), file.toString());
        } catch (IOException e) {
            throw VedetteException.device("the key " + file + " cannot be used (" + e.getMessage() + ")", e);
        } catch (IllegalArgumentException e) {
            throw VedetteException.badConfiguration(file + " holds no key: put back the one from a backup");
        }
    }

    private static void make(Path file) throws IOException {
        byte[] made = new byte[KEY_BYTES];
        RANDOM.nextBytes(made);
        PrivateFiles.makeFile(file);
        Files.writeString(file, Base64.getEncoder().encodeToString(made) + "\n");
    }

    boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    String seal(String text, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return PREFIX + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw VedetteException.internal("every Java has AES-GCM", e);
        }
    }

    /** @throws VedetteException bad configuration, when it was sealed with another key, or changed */
    String open(String sealed, String owner) {
        try {
            byte[] all = Base64.getDecoder().decode(sealed.substring(PREFIX.length()));
            byte[] text = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES), owner)
                    .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw VedetteException.badConfiguration(
                    "the address of camera " + owner + " was sealed with another key than " + place
                            + ": put back the one that it was sealed with, from a backup");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
