package io.afterclose.deploy.cases;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * A built job whose command line is called in this process: its classes come from {@code
 * target/app} alone, by a class loader of its own, so that the jobs do not meet, and a command
 * costs tenths of the seconds that a process takes to start.
 */
final class JobInProcess {

  private final Class<?> main;
  private final Class<?> context;

  private JobInProcess(Class<?> main, Class<?> context) {
    this.main = main;
    this.context = context;
  }

  /**
   * Loads it.
   *
   * @param root of the checkout
   * @throws IllegalStateException where it is not built
   */
  static JobInProcess of(Path root, String job, String mainClass) {
    Path jar = root.resolve(job).resolve("target").resolve("app").resolve(job + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is not built: mvn -B -ntp -DskipTests package");
    }
    try {
      // Open as long as this process lives: a job loads classes whenever it needs them.
      ClassLoader loader =
          new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
      return new JobInProcess(
          loader.loadClass(mainClass),
          loader.loadClass("io.afterclose.run.execution.ProcessContext"));
    } catch (MalformedURLException | ClassNotFoundException broken) {
      throw new IllegalStateException(jar + " is not the jar of " + job, broken);
    }
  }

  /** Runs a command to its end; gives its exit code. */
  int execute(
      Map<String, String> environment,
      Clock clock,
      PrintWriter out,
      PrintWriter err,
      String... words) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(main.getClassLoader());
    try {
      Object process =
          context.getConstructor(Map.class, Clock.class).newInstance(environment, clock);
      Method factory = main.getDeclaredMethod("commandLine", context, String[].class);
      factory.setAccessible(true);
      Object line = factory.invoke(null, process, words);
      Class<?> type = line.getClass();
      type.getMethod("setOut", PrintWriter.class).invoke(line, out);
      type.getMethod("setErr", PrintWriter.class).invoke(line, err);
      return (int) type.getMethod("execute", String[].class).invoke(line, (Object) words);
    } catch (InvocationTargetException thrown) {
      throw new IllegalStateException("a command threw instead of ending", thrown.getCause());
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(main + " has no command line as expected", changed);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
