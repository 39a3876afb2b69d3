package io.afterclose.console.session;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.RequestLimits;
import io.afterclose.console.access.Role;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.account.Passwords;
import io.afterclose.console.account.SessionStore;
import io.afterclose.console.account.TokenStore;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.console.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The chain that every request goes through; a path without a rule is refused to everybody. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SessionConfiguration {

  /** No code and no style inside a page: what somebody smuggles in is not run. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  RequestLimits requestLimits(Clock clock) {
    return new RequestLimits(clock);
  }

  @Bean
  AccessRules loginRules() {
    return LoginController.RULES;
  }

  @Bean
  LoginController loginController(
      AccountStore accounts,
      SessionStore sessions,
      Passwords passwords,
      RequestLimits limits,
      AuditStore audit,
      Clock clock,
      FirstRun firstRun,
      Pages pages) {
    Login login = new Login(accounts, sessions, passwords, limits, audit, clock);
    return new LoginController(login, firstRun, pages);
  }

  @Bean
  SecurityFilterChain chain(
      HttpSecurity http,
      List<AccessRules> rules,
      SessionStore sessions,
      TokenStore tokens,
      RequestLimits limits,
      ProblemWriter problems)
      throws Exception {
    CookieCsrf csrf = new CookieCsrf();
    List<PathPatternRequestMatcher> known =
        rules.stream()
            .flatMap(feature -> feature.rules().stream())
            .map(rule -> PathPatternRequestMatcher.pathPattern(rule.pattern()))
            .toList();
    return http.sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(it -> it.disable())
        .logout(it -> it.disable())
        .csrf(
            it ->
                it.csrfTokenRepository(csrf)
                    .requireCsrfProtectionMatcher(SessionConfiguration::needsCsrf)
                    .sessionAuthenticationStrategy((authentication, request, response) -> {}))
        .headers(
            it ->
                it.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                    .crossOriginOpenerPolicy(
                        policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)))
        .addFilterBefore(new OwnPages(problems), CsrfFilter.class)
        .addFilterBefore(new Credentials(sessions, tokens, limits, problems), CsrfFilter.class)
        .authorizeHttpRequests(
            it -> {
              it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
              for (AccessRules feature : rules) {
                for (AccessRule rule : feature.rules()) {
                  AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizedUrl path =
                      it.requestMatchers(
                          PathPatternRequestMatcher.pathPattern(rule.method(), rule.pattern()));
                  if (rule.role().isPresent()) {
                    path.hasAnyRole(atLeast(rule.role().get()));
                  } else {
                    path.permitAll();
                  }
                }
              }
              it.anyRequest().denyAll();
            })
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint(
                        (request, response, anonymous) ->
                            unauthenticated(request, response, problems))
                    .accessDeniedHandler(
                        (request, response, denied) ->
                            problems.write(request, response, denied(request, denied, known))))
        .build();
  }

  private static String[] atLeast(Role needed) {
    return List.of(Role.values()).stream()
        .filter(role -> role.includes(needed))
        .map(Enum::name)
        .toArray(String[]::new);
  }

  private static boolean needsCsrf(HttpServletRequest request) {
    return CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
  }

  private static void unauthenticated(
      HttpServletRequest request, HttpServletResponse response, ProblemWriter problems)
      throws IOException {
    if (ProblemWriter.isForPeople(request) && request.getMethod().equals("GET")) {
      response.sendRedirect(LoginAddress.of(request));
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    problems.write(
        request,
        response,
        new ProblemException(
            ProblemKind.UNAUTHENTICATED,
            "a session or a token is needed: Authorization: Bearer …"));
  }

  /** What no feature has a rule for does not exist, to whoever has logged in. */
  private static ProblemException denied(
      HttpServletRequest request,
      AccessDeniedException denied,
      List<PathPatternRequestMatcher> known) {
    if (denied instanceof CsrfException) {
      return new ProblemException(
          ProblemKind.FORBIDDEN, "the form's token is missing or old; load the page again");
    }
    return known.stream().anyMatch(path -> path.matches(request))
        ? new ProblemException(ProblemKind.FORBIDDEN, "this account's role does not suffice")
        : ProblemException.notFound("such page");
  }
}
