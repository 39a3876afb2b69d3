package io.afterclose.quant.symbol;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shares that options are on. A root that is listed is on what the list says, or on no share
 * (an index); a root that ends in a digit, the mark of an adjusted contract, is on what the root
 * without it is on ({@code AAPL1}: AAPL); any other root is the ticker of its share.
 */
public final class OptionRoots {

  /** No root is listed. */
  public static final OptionRoots NONE_LISTED = new OptionRoots(Map.of());

  private final Map<String, Optional<Symbol>> listed;

  private OptionRoots(Map<String, Optional<Symbol>> listed) {
    this.listed = Map.copyOf(listed);
  }

  /**
   * The roots that are not the ticker of their share.
   *
   * @param listed by root; empty where it is on no share
   */
  public static OptionRoots of(Map<String, Optional<Symbol>> listed) {
    return new OptionRoots(new HashMap<>(listed));
  }

  /** Whether a text is a listed root, so that it is no ticker. */
  public boolean lists(String text) {
    return listed.containsKey(text);
  }

  /** The share that a listed root is on; empty for an index, and for what is not listed. */
  public Optional<Symbol> listedShare(String root) {
    return listed.getOrDefault(root, Optional.empty());
  }

  /** The share that an option is on; empty for an index. */
  public Optional<Symbol> underlying(OptionContract option) {
    return underlying(option.root());
  }

  private Optional<Symbol> underlying(String root) {
    Optional<Symbol> known = listed.get(root);
    if (known != null) {
      return known;
    }
    return OptionContract.adjusted(root)
        ? underlying(root.substring(0, root.length() - 1))
        : Optional.of(new Symbol(root));
  }

  /**
   * The share whose close settles an option; empty for an index, and for an adjusted contract: it
   * may deliver other shares or cash besides, so that the share's close says too little.
   */
  public Optional<Symbol> settlementShare(OptionContract option) {
    return option.adjusted() ? Optional.empty() : underlying(option);
  }

  /** The roots whose options one of the shares settles. */
  public Set<String> rootsSettledBy(Collection<String> shares) {
    Set<String> roots = new HashSet<>(shares);
    listed.forEach(
        (root, share) -> {
          roots.remove(root);
          if (share.filter(known -> shares.contains(known.text())).isPresent()) {
            roots.add(root);
          }
        });
    return roots;
  }
}
