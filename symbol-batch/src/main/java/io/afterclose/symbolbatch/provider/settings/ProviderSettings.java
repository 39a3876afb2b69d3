package io.afterclose.symbolbatch.provider.settings;

import io.afterclose.run.settings.Setting;
import java.util.ArrayList;
import java.util.List;

/** The settings that {@link NetworkProperties} reads. */
public final class ProviderSettings {

  private ProviderSettings() {}

  /** All of them, provider by provider, then what holds for all together. */
  public static List<Setting> all() {
    List<Setting> all = new ArrayList<>();
    NetworkProperties.PRESETS.forEach(preset -> all.addAll(of(preset)));
    all.add(NetworkProperties.LISTED_ORDER);
    all.add(NetworkProperties.OPTION_ORDER);
    for (FetchSetting setting : FetchSetting.values()) {
      all.add(setting.setting());
    }
    return all;
  }

  private static List<Setting> of(NetworkProperties.Preset preset) {
    List<Setting> all = new ArrayList<>();
    if (!preset.keyVariable().isEmpty()) {
      all.add(ProviderSetting.key(preset.keyVariable()));
    }
    String name = preset.name();
    all.add(ProviderSetting.urls(name, preset.urls()));
    all.add(ProviderSetting.rate(name, preset.rate()));
    for (ProviderSetting setting : ProviderSetting.values()) {
      all.add(setting.of(name));
    }
    all.add(ProviderSetting.userAgent(name, preset.userAgent()));
    return all;
  }
}
