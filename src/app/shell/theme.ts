import {remember} from '../../storage/texts.ts';

export function toggleTheme(): void {
  const root = document.documentElement;
  const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
  root.dataset.theme = theme;
  remember('theme', theme);
}
