/**
 * Keeps the run in view: its newest checkpoint, which the run gives anyway, at most every ten seconds while it trains, once it
 * stands still, and when the page is hidden or left. What changes between two checkpoints (moves, panels) follows within a
 * second.
 */
import {createStore} from 'zustand/vanilla';
import type {Checkpoint} from '../../engine/records.ts';
import type {RunState} from '../../labs/kit/state.ts';
import {positionOf} from '../../spec/index.ts';
import type {Answer} from '../../storage/database.ts';
import {bytesOf} from '../experiment/checkpoints.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {shownAs} from '../modes/view.ts';
import {page} from '../page.ts';
import {isFileKept} from './files.ts';
import {packCurves} from './pack.ts';
import {baseOf, isSamePast, type Kept, MOST_BYTES, type Unkept} from './record.ts';
import {forgetRun, type Head, holdPage, keepMention, keepRecord, keepState, newPageId} from './store.ts';

/** Milliseconds between two looks at the run. */
const LOOK = 1000;
/** Milliseconds between two states of a run that trains. */
const EVERY = 10_000;
/** Milliseconds that a page is there before its run is kept while it offers an earlier one: a crash at once loses nothing. */
const BESIDE_OFFER = 60_000;
/** Milliseconds until the next try where nothing could be kept. */
const REST = 60_000;

/** This page, among all that keep runs. */
export const PAGE = newPageId();

/** Why the run is not kept, if the reader should know: a sentence. */
export const problem = createStore<{says: string | undefined}>(() => ({says: undefined}));

/** Whether an earlier run is offered, and nothing says that the reader wants the present one. */
let offers = false;
export const offering = (is: boolean): void => {
  offers = is;
};

/** The page's run is the one that another page has left, whose record goes once this one has its own. */
let continued: string | undefined;
export const continues = (id: string): void => {
  continued = id;
};

/** What was kept last. */
let kept: {experiment: Experiment; checkpoint: Checkpoint; record: Kept | Unkept} | undefined;
let begun = 0;
let looked = Number.NEGATIVE_INFINITY;
let wrote = Number.NEGATIVE_INFINITY;
let failed = Number.NEGATIVE_INFINITY;
let isBusy = false;

/** Begins to keep runs. Returns what ends that. */
export function keepRuns(): () => void {
  begun = performance.now();
  const ends = new AbortController();
  const {signal} = ends;
  const timer = setInterval(() => void look(), LOOK);
  // Timers of a page that is long hidden become rare; reports of its worker do not.
  const watch = () => page.getState().experiment.store.subscribe(() => document.hidden && void look());
  let unwatch = watch();
  const stop = page.subscribe(({experiment}, before) => {
    if (experiment === before.experiment) return;
    unwatch();
    unwatch = watch();
  });
  const leaving = () => void look(true);
  document.addEventListener('visibilitychange', () => document.hidden && leaving(), {signal});
  addEventListener('pagehide', leaving, {signal});
  return () => {
    clearInterval(timer);
    ends.abort();
    unwatch();
    stop();
  };
}

/** Keeps what is due. `leaves`: there may be no later look. */
async function look(leaves = false): Promise<void> {
  const now = performance.now();
  const {experiment, beside} = page.getState();
  const state = experiment.store.getState();
  const {checkpoint} = experiment;
  if (!leaves && now - looked < LOOK / 2) return;
  looked = now;
  if (isBusy || !checkpoint || !isShown(state) || shownAs(beside).kind === 'embed') return;
  if (now - failed < REST || (offers && now - begun < BESIDE_OFFER)) return;
  isBusy = true;
  try {
    if (kept?.checkpoint !== checkpoint) {
      const stands = state.phase !== 'training';
      if (stands || leaves || now - wrote >= EVERY) await write(experiment, checkpoint, beside.teaching);
    } else await follow(experiment, beside.teaching);
  } finally {
    isBusy = false;
  }
}

type Shown = RunState & {phase: Kept['phase']; backend: NonNullable<RunState['backend']>};

const isShown = (state: RunState): state is Shown =>
  ['training', 'paused', 'finished'].includes(state.phase) && state.backend !== undefined && state.position > 0;

async function write(experiment: Experiment, checkpoint: Checkpoint, teaching: string | undefined): Promise<void> {
  const state = experiment.store.getState() as Shown;
  wrote = performance.now();
  holdPage(PAGE);
  const why = bytesOf(checkpoint) > MOST_BYTES ? 'large' : (await isFileKept(state.spec)) ? undefined : 'file';
  if (why) {
    const {title} = state.preset;
    const record: Unkept = {...baseOf({id: PAGE, saved: Date.now(), title, position: state.position}), why};
    note(await keepMention(record), () => {
      kept = {experiment, checkpoint, record};
    });
    return;
  }
  const head = headOf(experiment, state, checkpoint, teaching);
  const curves = await packCurves(experiment.log, state.spec);
  // A run that another one has replaced meanwhile has other curves.
  if (experiment.checkpoint !== checkpoint) return;
  const layout = await keepState(head, checkpoint, curves);
  note(layout, () => {
    if (layout.ok) kept = {experiment, checkpoint, record: {...head, layout: layout.value}};
    if (continued !== undefined) void forgetRun(continued);
    continued = undefined;
  });
}

function headOf(experiment: Experiment, state: Shown, {stage, tick}: Checkpoint, teaching: string | undefined): Head {
  const {preset, spec, panels, phase, member, chosenMetric, backend, backendMarks} = state;
  const position = positionOf(spec, spec.stages[stage].id, tick);
  return {
    ...baseOf({id: PAGE, saved: Date.now(), title: preset.title, position}),
    ...{preset: preset.id, spec, panels: [...panels], phase, furthest: experiment.furthest, member, chosenMetric},
    ...{backend: backend.name, marks: [...backendMarks], ...(teaching !== undefined && {teaching})},
  };
}

/** Keeps what has changed since the state that is kept, where that is still a state of this run. */
async function follow(experiment: Experiment, teaching: string | undefined): Promise<void> {
  const state = experiment.store.getState() as Shown;
  if (kept?.experiment !== experiment || kept.record.why) return;
  const {checkpoint, record} = kept;
  if (experiment.furthest < record.position || !isSamePast(record.spec, state.spec, record.position)) return;
  const {saved: _, furthest: __, ...next} = headOf(experiment, state, checkpoint, teaching);
  if (Object.entries(next).every(([name, value]) => isSame(value, record[name as keyof typeof next]))) return;
  const changed: Kept = {...record, ...headOf(experiment, state, checkpoint, teaching)};
  note(await keepRecord(changed), () => {
    kept = {experiment, checkpoint, record: changed};
  });
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Says once that nothing is kept, and tries again later. */
function note(answer: Answer<unknown>, done: () => void): void {
  if (answer.ok) {
    problem.setState({says: undefined});
    done();
    return;
  }
  failed = performance.now();
  problem.setState({
    says:
      answer.why === 'full'
        ? 'The storage of this browser is full: this run lasts until the page is closed.'
        : 'This browser does not open its storage for this page: this run lasts until the page is closed.',
  });
}
