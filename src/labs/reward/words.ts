/** Asks what words add to the reward, again and again while a panel shows it. */
import type {LabExperiment} from '../kit/experiment.ts';
import type {RunState} from '../kit/state.ts';
import {pairOf, writtenOf} from './compared.ts';
import {followPadding} from './padding.ts';

/** Milliseconds to wait for an answer before asking again: the worker may be gone. */
const GIVE_UP = 1500;

/** Several panels may watch one experiment: the words are asked for once. */
const watching = new WeakMap<LabExperiment, {count: number; end(): void}>();

/** Returns a function that ends the watch. */
export function watchWords(experiment: LabExperiment): () => void {
  const watch = watching.get(experiment) ?? {count: 0, end: begin(experiment)};
  watching.set(experiment, watch);
  watch.count++;
  return () => {
    if (--watch.count > 0) return;
    watch.end();
    watching.delete(experiment);
  };
}

function begin(experiment: LabExperiment): () => void {
  const {store} = experiment;
  /** The last request, while it has no answer. */
  let asked: {subject: string; at: number} | undefined;
  /** Whether something has changed since that request. */
  let stale = false;
  let answered = store.getState().answers.words;

  function changed(): void {
    const state = store.getState();
    const [pair, written] = [pairOf(state) ?? 0, writtenOf(state)];
    const isAnswer = state.answers.words !== answered;
    answered = state.answers.words;
    if (isAnswer) {
      asked = undefined;
      followPadding(experiment);
    } else stale = true;
    if (!stale || !state.frames.rewards) return;
    const subject = `${pair} ${written.join()}`;
    const waits = asked && asked.subject === subject && performance.now() - asked.at < GIVE_UP;
    if (waits) return;
    stale = false;
    asked = {subject, at: performance.now()};
    experiment.ask('words', {pair, written: [...written]});
  }

  const parts = [
    pairOf,
    writtenOf,
    ({frames}: RunState) => frames.rewards,
    ({answers}: RunState) => answers.words,
  ] as const;
  const ends = parts.map((part) => store.subscribe<unknown>(part, changed));
  changed();
  return () => {
    for (const end of ends) end();
  };
}
