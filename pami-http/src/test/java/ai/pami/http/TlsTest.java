package ai.pami.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.pami.PamiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate only its own authority vouches for. */
@Timeout(60)
class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;
  private Path store;
  private Path authority;

  @BeforeEach
  void makeCertificate() throws IOException, InterruptedException {
    store = folder.resolve("keys.p12");
    authority = folder.resolve("authority.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-validity",
        "2");
    keytool("-exportcert", "-rfc", "-alias", "server", "-file", authority.toString());
  }

  /** The JDK's own tool, on the test's key store. */
  private void keytool(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).as(folder.resolve("keytool.log").toString()).isZero();
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void theAuthorityGivenIsTrustedAndNobodyElse() throws IOException, GeneralSecurityException {
    try (ServedModel served = ServedModel.open();
        ModelServer server = ModelServer.secure(served, context())) {
      String address = server.address("/v1/models/lengths");
      assertThat(address).startsWith("https://");
      try (RemoteModel model =
          RemoteModel.open(Endpoint.at(address).authority(authority).build())) {
        assertThat(model.texts().predict(List.of("one"))[0]).containsExactly(3, -3);
      }
      try (RemoteModel model = RemoteModel.open(Endpoint.at(address).build())) {
        assertThatThrownBy(() -> model.texts().predict(List.of("one")))
            .isInstanceOf(PamiException.class)
            .hasMessageContaining("no secure connection")
            .hasMessageContaining("--ca");
      }
    }
  }

  @Test
  void aFileWithoutCertificates() throws IOException {
    Path letter = Files.writeString(folder.resolve("letter.pem"), "Dear Sir or Madam");
    for (String address : List.of("https://localhost/v1/models/m", "grpcs://localhost/m")) {
      assertThatThrownBy(() -> RemoteModel.open(Endpoint.at(address).authority(letter).build()))
          .isInstanceOf(PamiException.class)
          .hasMessageContaining("letter.pem")
          .hasMessageContaining("PEM");
    }
  }
}
