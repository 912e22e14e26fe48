/** The keys of the page, and those of the lab in view. */
import {create} from 'zustand';
import type {Binding} from '../../labs/kit/lab.ts';
import {nextTerm} from '../../panels/glossary/Terms.tsx';
import type {Experiment} from '../experiment/experiment.ts';
import {openFork} from '../fork/open.ts';
import {page, past} from '../page.ts';
import {toggleTheme} from './theme.ts';

export const useHelp = create(() => ({open: false}));
export const openHelp = (): void => useHelp.setState({open: true});

/** Pins are loaded with the first one. */
function pin(experiment: Experiment): void {
  void import('../compare/pins.ts').then(
    ({pinRun}) => pinRun(experiment),
    () => experiment.complain('What pins runs could not be loaded. Check the connection and try again.'),
  );
}

/** Keys that work in every lab. */
const COMMON: readonly (Omit<Binding, 'run'> & {run(experiment: Experiment): void})[] = [
  {key: 'Space', does: 'play or pause', run: (experiment) => experiment.playOrPause()},
  {key: 'S', does: 'one step', run: (experiment) => experiment.step()},
  {key: 'R', does: 'restart from step 0', run: (experiment) => experiment.restart()},
  {key: 'L', does: 'back to live', run: (experiment) => experiment.lookBack(undefined)},
  {
    key: 'B',
    does: 'a second run beside this one, from the step that is shown',
    run: ({store}) => openFork(store.getState()),
  },
  {key: 'P', does: 'pin this run, to compare others with it', run: pin},
];
const LAST: typeof COMMON = [
  {key: 'Ctrl Z', does: 'undo the last change of a setting, a panel or a preset', run: () => past.undo()},
  {key: 'Ctrl ⇧ Z', does: 'do it again', run: () => past.redo()},
  {key: 'G', does: 'the next underlined term, and what it means', run: nextTerm},
  {key: 'T', does: 'light or dark', run: toggleTheme},
  {key: '?', does: 'this help', run: openHelp},
];

export const bindingsOf = (ofLab: readonly Binding[] = []): typeof COMMON => [...COMMON, ...ofLab, ...LAST];

const nameOf = (event: KeyboardEvent) => (event.key === ' ' ? 'Space' : event.key.toUpperCase());

/** Undo and redo as every system has them. */
function withControl(event: KeyboardEvent): string | undefined {
  const name = nameOf(event);
  if (event.altKey || !(name === 'Z' || (name === 'Y' && event.ctrlKey))) return undefined;
  return name === 'Y' || event.shiftKey ? 'Ctrl ⇧ Z' : 'Ctrl Z';
}

/** Fields in which something was typed that is not yet taken over: there, undo is about the letters. */
const edited = new WeakSet<EventTarget>();

/** Elements in which a key has a meaning of its own: it types, or presses what has the focus. */
const OWN_KEYS = 'input:not([type=range]), textarea, select, [contenteditable], [role=dialog], [role=menu]';
const PRESSED_BY_SPACE = 'button, a, summary, [role=radio], [role=button], input:not([type=range])';

/** The name of a key that was pressed for the page; undefined where what has the focus takes it. */
export function keyFor(event: KeyboardEvent): string | undefined {
  const target = event.target as Element;
  if (event.defaultPrevented) return undefined;
  if (event.ctrlKey || event.metaKey)
    return edited.has(target) || target.closest('textarea, [role=dialog]') ? undefined : withControl(event);
  if (event.altKey || event.repeat) return undefined;
  if (target.closest(OWN_KEYS)) return undefined;
  const name = nameOf(event);
  return name === 'Space' && target.closest(PRESSED_BY_SPACE) ? undefined : name;
}

export function listenToKeys(): () => void {
  const pressed = (event: KeyboardEvent) => {
    const name = keyFor(event);
    const {experiment, loaded} = page.getState();
    const binding = bindingsOf(loaded?.keys).find(({key}) => key === name);
    if (!binding) return;
    event.preventDefault();
    binding.run(experiment);
  };
  const ends = new AbortController();
  const {signal} = ends;
  document.addEventListener('keydown', pressed, {signal});
  // Enter and leaving a field take over what was typed.
  document.addEventListener('input', ({target}) => void (target && edited.add(target)), {signal});
  for (const type of ['change', 'focusout'] as const) {
    document.addEventListener(type, ({target}) => void (target && edited.delete(target)), {signal});
  }
  const taken = ({key, target}: KeyboardEvent) => void (key === 'Enter' && target && edited.delete(target));
  document.addEventListener('keydown', taken, {signal});
  return () => ends.abort();
}
