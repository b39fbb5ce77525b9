package ai.pami.http;

import ai.pami.PamiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The authorities that a server's certificate is checked against. */
final class Certificates {
  private Certificates() {}

  /**
   * Trusts those in a file alone.
   *
   * @param file certificates in PEM
   * @throws PamiException if it can't be read or holds none
   */
  static SSLContext trusting(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("authority-" + count++, one);
      }
      if (count == 0) {
        throw new PamiException("%s holds no certificate: it must be PEM".formatted(file));
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new PamiException("certificates can't be read: %s".formatted(file), e);
    } catch (GeneralSecurityException e) {
      throw new PamiException(
          "%s holds no certificate that can be read: it must be PEM".formatted(file), e);
    }
  }
}
