export interface Theme {
  name: string;
  title: string;
  text: string;
}
export const THEMES: readonly Theme[] = [];

export const themesOf = (paper: object): readonly string[] => (paper as {themes?: readonly string[]}).themes ?? [];
