package io.afterclose.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/**
 * A certificate that vouches for itself, made for 127.0.0.1 by the JDK's keytool.
 *
 * @param key the private key, as PEM that everybody may read
 * @param chain the certificate as PEM
 */
record Certificate(Path key, Path chain) {

  private static final char[] PASSWORD = "of-a-test".toCharArray();

  static Certificate in(Path folder, String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-validity",
                "2",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:critical=ca:true")
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("keytool ended with " + code);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stored = Files.newInputStream(store)) {
      keys.load(stored, PASSWORD);
    }
    return new Certificate(
        pem(
            folder.resolve(name + ".key"),
            "PRIVATE KEY",
            Objects.requireNonNull(keys.getKey(name, PASSWORD)).getEncoded()),
        pem(folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate(name).getEncoded()));
  }

  private static Path pem(Path file, String kind, byte[] content) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(
                kind, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content)));
  }
}
