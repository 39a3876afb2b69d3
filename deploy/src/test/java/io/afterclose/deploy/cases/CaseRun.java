package io.afterclose.deploy.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.database.address.PostgresUrl;
import io.afterclose.deploy.cases.CaseFile.Instruction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Carries out one case, in a folder and a database of its own. */
final class CaseRun implements AutoCloseable {

  private static final long LONGEST_SECONDS = 120;

  private final Path root;
  private final Map<String, JobInProcess> jobs;
  private final PostgresUrl database;
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private Clock clock = Clock.systemUTC();
  private @Nullable ChartServer charts;
  private @Nullable Answer answer;
  private @Nullable Instruction command;
  private boolean exitSeen = true;

  CaseRun(Path root, Map<String, JobInProcess> jobs, PostgresUrl database) throws IOException {
    this.root = root;
    this.jobs = jobs;
    this.database = database;
    folder = Files.createTempDirectory("case");
    environment.put("DATABASE_URL", database.textWithPassword());
    environment.put("AFTERCLOSE_HOME", folder.resolve("home").toString());
  }

  /** Carries it out; gives what is wrong, each with its line. */
  List<String> of(CaseFile written) throws IOException, InterruptedException, SQLException {
    for (Instruction instruction : written.instructions()) {
      carryOut(instruction);
    }
    zeroUnlessSaid();
    return List.copyOf(wrong);
  }

  private void carryOut(Instruction one) throws IOException, InterruptedException, SQLException {
    String text = filled(one.text());
    switch (one.word()) {
      case "file" -> write(text, String.join("\n", one.block()) + "\n");
      case "excel" ->
          write(text, "\ufeff" + String.join("\r\n", one.block()).replace("␠", "\u00a0") + "\r\n");
      case "market" -> write(Words.of(text).get(0), market(Words.of(text), 1, one).csv());
      case "yahoo" -> serve(market(Words.of(text), 0, one));
      case "answers" -> server().answersWith(text);
      case "env" -> environment.put(text.split("=", 2)[0], text.split("=", 2)[1]);
      case "clock" -> clock = Clock.fixed(Instant.parse(text), ZoneOffset.UTC);
      case "sql" -> sql(text);
      case "$" -> typed(one, text);
      case "%" -> shell(one, text);
      case "unasked" ->
          expect(one, server().asked().stream().anyMatch(path -> path.startsWith(text)), "asked");
      default -> expectation(one, text);
    }
  }

  private void expect(Instruction one, boolean wrongly, String found) {
    if (wrongly) {
      wrong.add("line %d: %s %s: %s".formatted(one.line(), one.word(), one.text(), found));
    }
  }

  private void expectation(Instruction one, String text) {
    exitSeen |= one.word().equals("exit");
    String found = answered().contradicts(one.word(), text);
    if (found != null) {
      wrong.add("line %d: %s %s: %s".formatted(one.line(), one.word(), one.text(), found));
    }
  }

  private Answer answered() {
    if (answer == null) {
      throw new IllegalArgumentException("no command stands before the first expectation");
    }
    return answer;
  }

  private ChartServer server() {
    if (charts == null) {
      throw new IllegalArgumentException("'yahoo' was expected before");
    }
    return charts;
  }

  /** A command without "exit" is expected to end with 0. */
  private void zeroUnlessSaid() {
    if (!exitSeen && command != null) {
      String found = answered().contradicts("exit", "0");
      expect(command, found != null, String.valueOf(found));
    }
  }

  private String filled(String text) {
    String where = database.jdbcUrl();
    String address = where.substring(where.indexOf("//") + 2).replaceAll("[/?].*", "");
    return text.replace("{user}", database.user())
        .replace("{password}", password())
        .replace("{database}", database.database())
        .replace("{address}", address)
        .replaceAll("\\{([a-z0-9-]+\\.[a-z]+)}", folder + "/$1");
  }

  private String password() {
    return String.valueOf(database.driverProperties("cases").getProperty("password"));
  }

  private CaseMarket market(List<String> words, int at, Instruction one) {
    return CaseMarket.of(
        LocalDate.parse(words.get(at)), LocalDate.parse(words.get(at + 1)), one.block());
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content, UTF_8);
  }

  private void serve(CaseMarket market) throws IOException {
    charts = new ChartServer(market);
    environment.put("AFTERCLOSE_YAHOO_URLS", charts.url());
    environment.put("AFTERCLOSE_YAHOO_RATE", "100/s");
    environment.put("AFTERCLOSE_YAHOO_RETRIES", "0");
    environment.put("AFTERCLOSE_PROVIDERS_LISTED", "yahoo");
    environment.put("AFTERCLOSE_PROVIDERS_OPTION", "yahoo");
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.driverProperties("afterclose cases"));
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private void typed(Instruction one, String text) {
    List<String> words = Words.of(text);
    JobInProcess job = jobs.get(words.get(0));
    if (job == null) {
      throw new IllegalArgumentException(words.get(0) + " is none of " + jobs.keySet());
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    int code;
    try {
      code =
          job.execute(
              environment,
              clock,
              new PrintWriter(out, true),
              new PrintWriter(err, true),
              words.subList(1, words.size()).toArray(String[]::new));
    } finally {
      System.setErr(before);
    }
    ended(one, new Answer(code, out.toString(), err + log.toString(UTF_8)));
  }

  private void shell(Instruction one, String text) throws IOException, InterruptedException {
    Path out = folder.resolve("shell.out");
    Path err = folder.resolve("shell.err");
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", text);
    builder.environment().keySet().removeIf(name -> name.matches("(DATABASE_|PG|AFTERCLOSE_).*"));
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .merge("PATH", "", (path, unused) -> root.resolve("deploy/bin") + ":" + path);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("no end after " + LONGEST_SECONDS + " s: " + text);
    }
    ended(
        one,
        new Answer(
            process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8)));
  }

  private void ended(Instruction one, Answer its) {
    zeroUnlessSaid();
    command = one;
    answer = its;
    exitSeen = false;
  }

  @Override
  public void close() throws IOException {
    if (charts != null) {
      charts.close();
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
