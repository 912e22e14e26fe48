/** The keys of the page. */
import {create} from 'zustand';
import {toggleField, toggleSlow} from '../run/forces.ts';
import {lookBack, playOrPause, restart, step} from '../run/session.ts';
import {toggleTheme} from './theme.ts';

export const useHelp = create(() => ({open: false}));
export const openHelp = (): void => useHelp.setState({open: true});

interface Binding {
  key: string;
  does: string;
  run: () => void;
}

export const BINDINGS: readonly Binding[] = [
  {key: 'Space', does: 'play or pause', run: playOrPause},
  {key: 'S', does: 'one step', run: step},
  {key: 'R', does: 'restart from step 0', run: restart},
  {key: 'L', does: 'back to live', run: () => lookBack(undefined)},
  {key: 'F', does: 'where the loss pushes the next batch', run: toggleField},
  {key: 'M', does: 'one step in slow motion', run: toggleSlow},
  {key: 'T', does: 'light or dark', run: toggleTheme},
  {key: '?', does: 'this help', run: openHelp},
];

const nameOf = (event: KeyboardEvent) => (event.key === ' ' ? 'Space' : event.key.toUpperCase());

/** Where a key means something of its own: it types, or presses what has the focus. */
const OWN_KEYS = 'input:not([type=range]), textarea, select, [contenteditable], [role=dialog], [role=menu]';
const PRESSED_BY_SPACE = 'button, a, summary, [role=radio], [role=button], input';

export function listenToKeys(): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    const target = event.target as Element;
    if (target.closest(OWN_KEYS)) return;
    const name = nameOf(event);
    if (name === 'Space' && target.closest(PRESSED_BY_SPACE)) return;
    const binding = BINDINGS.find(({key}) => key === name);
    if (!binding) return;
    event.preventDefault();
    binding.run();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}
