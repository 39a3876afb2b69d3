package io.afterclose.symbolbatch.provider.settings;

import io.afterclose.run.settings.KnownSetting;
import java.util.ArrayList;
import java.util.List;

/** The variables that {@link NetworkProperties} reads, for the operator who asks. */
public final class ProviderSettings {

  private ProviderSettings() {}

  /** All of them, provider by provider, then what holds for all together. */
  public static List<KnownSetting> known() {
    List<KnownSetting> known = new ArrayList<>();
    NetworkProperties.PRESETS.forEach(preset -> known.addAll(of(preset)));
    known.add(KnownSetting.plain("AFTERCLOSE_PROVIDERS_LISTED", NetworkProperties.LISTED_ORDER));
    known.add(KnownSetting.plain("AFTERCLOSE_PROVIDERS_OPTION", NetworkProperties.OPTION_ORDER));
    for (FetchSetting setting : FetchSetting.values()) {
      known.add(KnownSetting.plain(setting.variable(), String.valueOf(setting.byDefault())));
    }
    return known;
  }

  private static List<KnownSetting> of(NetworkProperties.Preset preset) {
    List<KnownSetting> known = new ArrayList<>();
    if (!preset.keyVariable().isEmpty()) {
      known.add(KnownSetting.secret(preset.keyVariable()));
    }
    String name = preset.name();
    known.add(
        KnownSetting.address(
            ProviderSetting.variable(name, "URLS"), String.join(",", preset.urls())));
    known.add(KnownSetting.plain(ProviderSetting.variable(name, "RATE"), preset.rate()));
    for (ProviderSetting setting : ProviderSetting.values()) {
      known.add(KnownSetting.plain(setting.variable(name), setting.byDefault()));
    }
    return known;
  }
}
