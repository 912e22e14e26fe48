/** Asks what words add to the reward, again and again while a panel shows it. */
import {askWords} from './session.ts';
import {type LabState, useLab} from './store.ts';

/** Milliseconds after which an answer is given up: its worker may be gone. */
const GIVE_UP = 1500;

/** What was asked last and has no answer yet. */
let asked: {subject: string; at: number} | undefined;
/** Whether something has changed since. */
let stale = false;
let watching = 0;
let end = () => {};

/** Returns what ends it. */
export function watchWords(): () => void {
  if (watching++ === 0) {
    asked = undefined;
    end = useLab.subscribe(relevant, changed, {equalityFn: (a, b) => a.every((part, i) => part === b[i])});
    changed();
  }
  return () => {
    if (--watching === 0) end();
  };
}

const relevant = ({pair, written, rewards, words}: LabState) => [pair, written, rewards, words];

let answered: LabState['words'];

function changed(): void {
  const {pair = 0, written, words, rewards} = useLab.getState();
  const isAnswer = words !== answered;
  answered = words;
  if (isAnswer) asked = undefined;
  else stale = true;
  if (!stale || !rewards) return;
  const subject = `${pair} ${written.join()}`;
  const waits = asked && asked.subject === subject && performance.now() - asked.at < GIVE_UP;
  if (waits) return;
  stale = false;
  asked = {subject, at: performance.now()};
  askWords(pair, written);
}
