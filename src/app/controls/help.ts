/** The help texts of settings. In the built page they come together, after what moves first. */
import {useStore} from 'zustand';
import {createStore} from 'zustand/vanilla';
import {later} from '../../panels/frame/later.ts';
import type {Help} from '../../spec/index.ts';

const texts = createStore<readonly string[]>(() => []);

const load = (): Promise<void> =>
  import('./helpTexts.ts').then(
    ({TEXTS}) => texts.setState(TEXTS, true),
    // Once more for the next setting that the reader turns to.
    () => addEventListener('focusin', load, {once: true}),
  );

void later(load);

/** Undefined until it is there. */
export const useHelp = (help: Help): string | undefined =>
  useStore(texts, (all) => (typeof help === 'string' ? help : all[help.later]));
