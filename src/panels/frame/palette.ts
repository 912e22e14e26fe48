/** The page's colours as values for canvases, read from the tokens of the style sheet. */

export interface Palette {
  paper: string;
  raised: string;
  line: string;
  ink: string;
  ink2: string;
  ink3: string;
  accent: string;
  accentSoft: string;
  positive: string;
  negative: string;
  warn: string;
  ghost: string;
  /** Colours of groups, safe for colour-blind eyes. */
  groups: readonly string[];
  /** From a hole to a crowd, with even in the middle. */
  density: readonly string[];
  dark: boolean;
}

const GROUPS = 10;
const DENSITIES = 5;

export function readPalette(element: Element = document.documentElement): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: token('paper'),
    raised: token('raised'),
    line: token('line'),
    ink: token('ink'),
    ink2: token('ink-2'),
    ink3: token('ink-3'),
    accent: token('accent'),
    accentSoft: token('accent-soft'),
    positive: token('positive'),
    negative: token('negative'),
    warn: token('warn'),
    ghost: token('ghost'),
    groups: Array.from({length: GROUPS}, (_, i) => token(`group-${i}`)),
    density: Array.from({length: DENSITIES}, (_, i) => token(`density-${i}`)),
    dark: document.documentElement.dataset.theme === 'dark',
  };
}
