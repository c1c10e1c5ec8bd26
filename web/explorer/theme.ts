const KEY = 'controlgraph-theme';
const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** What the reader chose on this machine; as the system has it until then, or where nothing may be kept. */
export function theme(): Theme {
  try {
    return THEMES.find((each) => each === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}

export function showTheme(): void {
  document.documentElement.dataset.theme = theme();
}

/** Goes on to the next of system, light, dark. */
export function turnTheme(): Theme {
  const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length] as Theme;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Kept for this page alone.
  }
  document.documentElement.dataset.theme = next;
  return next;
}
