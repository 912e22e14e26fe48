/** The help texts of settings. In the built page they come together, after what moves first. */
import {useEffect} from 'react';
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

let isAsked = false;

/** Undefined until it is there. */
export function useHelpText(help: Help): string | undefined {
  useEffect(() => {
    if (typeof help === 'string' || isAsked) return;
    isAsked = true;
    void later(load);
  }, [help]);
  return useStore(texts, (all) => (typeof help === 'string' ? help : all[help.later]));
}
