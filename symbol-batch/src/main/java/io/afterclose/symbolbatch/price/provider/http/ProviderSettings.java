package io.afterclose.symbolbatch.price.provider.http;

import io.afterclose.run.settings.KnownSetting;
import java.util.ArrayList;
import java.util.List;

/** The variables that {@link HttpProviderProperties} reads, for the operator who asks. */
public final class ProviderSettings {

  private ProviderSettings() {}

  /** All of them, provider by provider, then what holds for all together. */
  public static List<KnownSetting> known() {
    List<KnownSetting> known = new ArrayList<>();
    HttpProviderProperties.PRESETS.forEach(preset -> known.addAll(of(preset)));
    known.add(
        KnownSetting.plain("AFTERCLOSE_PROVIDERS_LISTED", HttpProviderProperties.LISTED_ORDER));
    known.add(
        KnownSetting.plain("AFTERCLOSE_PROVIDERS_OPTION", HttpProviderProperties.OPTION_ORDER));
    for (MannerSetting setting : MannerSetting.values()) {
      known.add(KnownSetting.plain(setting.variable(), String.valueOf(setting.byDefault())));
    }
    return known;
  }

  private static List<KnownSetting> of(HttpProviderProperties.Preset preset) {
    List<KnownSetting> known = new ArrayList<>();
    if (!preset.keyVariable().isEmpty()) {
      known.add(KnownSetting.secret(preset.keyVariable()));
    }
    String name = preset.name();
    known.add(
        KnownSetting.address(Setting.variable(name, "URLS"), String.join(",", preset.urls())));
    known.add(KnownSetting.plain(Setting.variable(name, "RATE"), preset.rate()));
    for (Setting setting : Setting.values()) {
      known.add(KnownSetting.plain(setting.variable(name), setting.byDefault()));
    }
    return known;
  }
}
