package io.afterclose.run.lock;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The process that runs something.
 *
 * @param host its machine's or container's name
 * @param version of the product, with the commit
 */
public record RunOwner(String host, long pid, String version) {

  /** This process. */
  public static RunOwner ofProcess(String version) {
    return new RunOwner(hostName(), ProcessHandle.current().pid(), version);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "unnamed host";
    }
  }

  @Override
  public String toString() {
    return "host " + host + ", pid " + pid + ", version " + version;
  }
}
