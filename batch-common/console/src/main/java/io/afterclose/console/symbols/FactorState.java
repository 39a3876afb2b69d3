package io.afterclose.console.symbols;

import io.afterclose.quant.factor.FactorFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an exposure stands, as one byte: the quality of a fit, or why there is none. */
final class FactorState {

  /** There is no row of it. */
  static final byte NO_ROW = 0;

  private static final List<String> QUALITIES =
      List.of(FactorFit.Quality.values()).stream().map(Enum::name).toList();
  private static final List<String> TEXTS = texts();

  private FactorState() {}

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of("NO_ROW"));
    texts.addAll(QUALITIES);
    List.of(FactorFit.Reason.values()).forEach(reason -> texts.add(reason.name()));
    texts.add("OTHER");
    return List.copyOf(texts);
  }

  /**
   * The state of a stored row.
   *
   * @param quality null where it is not fitted
   */
  static byte of(String status, @Nullable String quality) {
    int found = TEXTS.indexOf(quality == null ? status : quality);
    return (byte) (found < 0 ? TEXTS.size() - 1 : found);
  }

  /** The quality of a fit; empty where there is none. */
  static Optional<String> quality(byte state) {
    return state > NO_ROW && state <= QUALITIES.size()
        ? Optional.of(TEXTS.get(state))
        : Optional.empty();
  }

  /** Why there is no fit; empty where there is one. */
  static Optional<String> reason(byte state) {
    return quality(state).isPresent() ? Optional.empty() : Optional.of(TEXTS.get(state));
  }
}
