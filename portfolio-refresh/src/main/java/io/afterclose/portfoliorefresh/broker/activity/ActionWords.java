package io.afterclose.portfoliorefresh.broker.activity;

import static io.afterclose.portfoliorefresh.broker.activity.ActionMeaning.*;
import static java.util.Map.entry;

import io.afterclose.portfoliorefresh.broker.Blanks;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The words by which brokers name an action, as their exports have them; the longest ones with
 * which an action begins decide.
 */
final class ActionWords {
  private static final Map<String, ActionMeaning> MEANINGS =
      Map.ofEntries(
          entry("buy", BUY),
          entry("buy to open", BUY),
          entry("bought", BUY),
          entry("purchase", BUY),
          entry("you bought", BUY),
          entry("you bought opening transaction", BUY),
          entry("you bought assigned", BUY_OR_COVER),
          entry("you bought exercised", BUY_OR_COVER),
          entry("reinvest shares", BUY),
          entry("reinvestment", BUY),
          entry("buy to cover", BUY_TO_COVER),
          entry("buy to close", BUY_TO_COVER),
          entry("you bought closing transaction", BUY_TO_COVER),
          entry("you bought short cover", BUY_TO_COVER),
          entry("sell", SELL),
          entry("sell to close", SELL),
          entry("sold", SELL),
          entry("sale", SELL),
          entry("you sold", SELL),
          entry("you sold closing transaction", SELL),
          entry("you sold assigned", SELL_OR_SHORT),
          entry("you sold exercised", SELL_OR_SHORT),
          entry("sell short", SELL_SHORT),
          entry("sell to open", SELL_SHORT),
          entry("short sale", SELL_SHORT),
          entry("you sold opening transaction", SELL_SHORT),
          entry("you sold short sale", SELL_SHORT),
          entry("transfer in", TRANSFER_IN),
          entry("transfer (incoming)", TRANSFER_IN),
          entry("transferred from", TRANSFER_IN),
          entry("transfer out", TRANSFER_OUT),
          entry("transfer (outgoing)", TRANSFER_OUT),
          entry("transferred to", TRANSFER_OUT),
          entry("transfer", TRANSFER_BY_SIGN),
          entry("transfer of assets", TRANSFER_BY_SIGN),
          entry("security transfer", TRANSFER_BY_SIGN),
          entry("internal transfer", TRANSFER_BY_SIGN),
          entry("journal", TRANSFER_BY_SIGN),
          entry("journaled shares", TRANSFER_BY_SIGN),
          entry("moneylink transfer", TRANSFER_BY_SIGN),
          entry("moneylink adj", TRANSFER_BY_SIGN),
          entry("electronic funds transfer", TRANSFER_BY_SIGN),
          entry("wire transfer", TRANSFER_BY_SIGN),
          entry("wire funds", TRANSFER_BY_SIGN),
          entry("deposits/withdrawals", TRANSFER_BY_SIGN),
          entry("deposits & withdrawals", TRANSFER_BY_SIGN),
          entry("deposit", DEPOSIT),
          entry("contribution", DEPOSIT),
          entry("direct deposit", DEPOSIT),
          entry("check received", DEPOSIT),
          entry("funds received", DEPOSIT),
          entry("moneylink deposit", DEPOSIT),
          entry("wire received", DEPOSIT),
          entry("wire funds received", DEPOSIT),
          entry("electronic funds transfer received", DEPOSIT),
          entry("withdrawal", WITHDRAWAL),
          entry("check paid", WITHDRAWAL),
          entry("funds paid", WITHDRAWAL),
          entry("wire sent", WITHDRAWAL),
          entry("electronic funds transfer paid", WITHDRAWAL),
          entry("dividend", DIVIDEND),
          entry("dividend received", DIVIDEND),
          entry("cash dividend", DIVIDEND),
          entry("qualified dividend", DIVIDEND),
          entry("non-qualified div", DIVIDEND),
          entry("special dividend", DIVIDEND),
          entry("special qual div", DIVIDEND),
          entry("special non qual div", DIVIDEND),
          entry("pr yr cash div", DIVIDEND),
          entry("pr yr non-qual div", DIVIDEND),
          entry("pr yr special div", DIVIDEND),
          entry("qual div reinvest", DIVIDEND),
          entry("reinvest dividend", DIVIDEND),
          entry("long term cap gain", DIVIDEND),
          entry("short term cap gain", DIVIDEND),
          entry("long-term cap gain", DIVIDEND),
          entry("short-term cap gain", DIVIDEND),
          entry("capital gain", DIVIDEND),
          entry("return of capital", DIVIDEND),
          entry("payment in lieu", DIVIDEND),
          entry("interest", INTEREST),
          entry("interest earned", INTEREST),
          entry("bank interest", INTEREST),
          entry("bond interest", INTEREST),
          entry("credit interest", INTEREST),
          entry("margin interest", INTEREST),
          entry("broker interest", INTEREST),
          entry("fee", FEE),
          entry("fees", FEE),
          entry("fee charged", FEE),
          entry("other fees", FEE),
          entry("adr mgmt fee", FEE),
          entry("advisor fee", FEE),
          entry("service fee", FEE),
          entry("misc fee", FEE),
          entry("foreign fee", FEE),
          entry("commission", FEE),
          entry("commission adjustments", FEE),
          entry("tax", TAX),
          entry("nra tax", TAX),
          entry("nra withholding", TAX),
          entry("foreign tax", TAX),
          entry("tax withheld", TAX),
          entry("withholding tax", TAX),
          entry("cash in lieu", CASH_IN_LIEU),
          entry("in lieu of frx share", CASH_IN_LIEU),
          entry("expired", EXPIRATION),
          entry("expiration", EXPIRATION),
          entry("assigned", ASSIGNMENT),
          entry("assignment", ASSIGNMENT),
          entry("exercised", EXERCISE),
          entry("exercise", EXERCISE),
          entry("exchange or exercise", EXERCISE),
          entry("split", MARKET_FACT),
          entry("stock split", MARKET_FACT),
          entry("stk splt", MARKET_FACT),
          entry("forward split", MARKET_FACT),
          entry("reverse split", MARKET_FACT),
          entry("spin-off", MARKET_FACT),
          entry("spinoff", MARKET_FACT),
          entry("name change", MARKET_FACT),
          entry("merger", MARKET_FACT),
          entry("stock merger", MARKET_FACT),
          entry("cash merger", MARKET_FACT),
          entry("corporate action", MARKET_FACT),
          entry("sweep in", WITHIN_CASH),
          entry("sweep out", WITHIN_CASH),
          entry("purchase into core account", WITHIN_CASH),
          entry("redemption from core account", WITHIN_CASH));

  private ActionWords() {}

  /** Empty if no broker's words are known to begin so. */
  static Optional<ActionMeaning> meaning(String action) {
    String text = Blanks.single(action).toLowerCase(Locale.ROOT).replace('_', ' ');
    return MEANINGS.keySet().stream()
        .filter(words -> begins(text, words))
        .max(Comparator.comparingInt(String::length))
        .map(MEANINGS::get);
  }

  private static boolean begins(String text, String words) {
    return text.startsWith(words)
        && (text.length() == words.length()
            || !Character.isLetterOrDigit(text.charAt(words.length())));
  }
}
