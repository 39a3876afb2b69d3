package io.afterclose.console.serve;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The client's own address and scheme, where a known proxy tells them. The last address that is no
 * known proxy is the client's: what stands before it, the client may have written itself.
 */
final class ForwardedRequests extends OncePerRequestFilter {

  private final List<IpAddressMatcher> proxies;

  ForwardedRequests(List<String> proxies) {
    this.proxies = proxies.stream().map(IpAddressMatcher::new).toList();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(isProxy(request.getRemoteAddr()) ? forwarded(request) : request, response);
  }

  private boolean isProxy(String address) {
    return proxies.stream().anyMatch(proxy -> proxy.matches(address));
  }

  private HttpServletRequest forwarded(HttpServletRequest request) {
    String address = client(request.getHeader("X-Forwarded-For"), request.getRemoteAddr());
    boolean secure =
        "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")) || request.isSecure();
    return new HttpServletRequestWrapper(request) {

      @Override
      public String getRemoteAddr() {
        return address;
      }

      @Override
      public boolean isSecure() {
        return secure;
      }

      @Override
      public String getScheme() {
        return secure ? "https" : "http";
      }
    };
  }

  private String client(@Nullable String header, String peer) {
    if (header == null) {
      return peer;
    }
    String[] hops = header.split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (!hop.matches("[0-9a-fA-F.:]{2,45}")) {
        return peer;
      }
      if (!isProxy(hop)) {
        return hop;
      }
    }
    return peer;
  }
}
