/** The runs that pages before this one have left, and how one of them goes on here. */
import {createStore} from 'zustand/vanilla';
import {BACKEND_LABELS} from '../../engine/backends/names.ts';
import {loadPreset, type Preset} from '../../presets/index.ts';
import {language} from '../../programs/index.spec.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {labOf} from '../links.ts';
import {useTeaching} from '../modes/teaching/rules.ts';
import {adopt, isLoaded, newExperiment, page} from '../page.ts';
import {continues, keepRuns, offering, PAGE} from './keeper.ts';
import {describeName} from './naming.ts';
import type {Kept, Read} from './record.ts';
import {forgetRun, keptState, leftRuns} from './store.ts';

export interface Offer {
  id: string;
  /** The run in words. */
  name: string;
  position: number;
  saved: number;
  /** What can be continued. */
  run?: {record: Kept; preset: Preset};
  /** Why it cannot be continued: a sentence. */
  why?: string;
}

export interface State {
  offers: readonly Offer[];
  /** The one that is being opened. */
  opening: string | undefined;
  /** What went wrong with one, by its id. */
  failed: {id: string; says: string} | undefined;
  /** Whether the reader has seen that the present run is not kept. */
  problemSeen: boolean;
}

const NONE: Omit<State, 'problemSeen'> = {offers: [], opening: undefined, failed: undefined};
export const offers = createStore<State>(() => ({...NONE, problemSeen: false}));

/** Seconds of training after which a reader who has changed or begun something wants the present run. */
const TRAINED_ON = 10;

let begun: Promise<void> | undefined;

/** Begins to keep the page's run, and looks for those of earlier pages. Once. */
export function begin(): Promise<void> {
  begun ??= (async () => {
    keepRuns();
    const left = await leftRuns(PAGE);
    if (!left.ok) return;
    const all = await Promise.all(left.value.map(offerOf));
    show(all.flatMap((one) => one ?? []));
  })();
  return begun;
}

function show(all: readonly Offer[]): void {
  if (all.length === 0) return;
  offers.setState({...NONE, offers: all});
  offering(all.some(({run}) => run));
  watchReader();
}

/**
 * The reader wants none of them now. Those that can be continued are offered another time, as long as they are the newest; why
 * others cannot is said once.
 */
export function dismiss(): void {
  for (const {id, run} of offers.getState().offers) if (!run) void forgetRun(id);
  offers.setState(NONE);
  offering(false);
}

/** The offer goes once the reader has done something with the present run and has let it train on. */
function watchReader(): void {
  const {experiment: first} = page.getState();
  const {spec} = first.store.getState();
  let [acted, seconds] = [false, 0];
  const timer = setInterval(() => {
    if (offers.getState().offers.length === 0) return clearInterval(timer);
    const {experiment} = page.getState();
    const state = experiment.store.getState();
    acted ||= experiment !== first || state.spec !== spec || state.phase === 'paused';
    if (acted && state.phase === 'training' && ++seconds >= TRAINED_ON && !offers.getState().opening) dismiss();
  }, 1000);
}

const OTHER_BUILD = 'It cannot be continued: another version of the lab has kept it.';
const WHY = {
  large: 'It cannot be continued: its state is larger than 64 MB, which is more than is kept of a run.',
  file: 'It cannot be continued: it trained on a file of yours that was not to be kept. “Keep it for next time”, beside the file, changes that.',
};

async function offerOf({kind, record}: Read): Promise<Offer | undefined> {
  const {id, title, position, saved} = record;
  const offer = {id, name: title, position, saved};
  if (kind === 'other build') return {...offer, why: OTHER_BUILD};
  if (kind === 'unkept') return {...offer, why: WHY[record.why]};
  const preset = await loadPreset(record.preset)?.catch(() => undefined);
  if (!preset) return undefined;
  return {...offer, name: describeName(language, record, preset), run: {record, preset}};
}

/** Brings a run back as it was; the one in view rests, and undoing brings that back. */
export async function continueRun({id, run}: Offer): Promise<void> {
  if (!run || offers.getState().opening !== undefined) return;
  offers.setState({opening: id, failed: undefined});
  const says = await open(run.record, run.preset).catch(() => DAMAGED);
  if (says === undefined) return dismiss();
  offers.setState({opening: undefined, failed: {id, says}});
  if (says !== DAMAGED) return;
  void forgetRun(id);
  offers.setState({offers: offers.getState().offers.map((one) => (one.id === id ? {...one, run: undefined} : one))});
}

const DAMAGED = 'It cannot be continued: what was kept of it is damaged.';

/** Opens a run beside the one in view, and shows it when it is there. Gives a sentence where that fails. */
async function open(record: Kept, preset: Preset): Promise<string | undefined> {
  const state = await keptState(record);
  if (!state.ok) return 'This browser does not open its storage now: try again.';
  if (!state.value) return DAMAGED;
  const lab = labOf(preset);
  if (!(await isLoaded(lab))) return `The ${lab.label} lab could not be loaded: check the connection.`;
  const {checkpoint, log} = state.value;
  const {spec, panels, phase, furthest, backend, member, chosenMetric, marks} = record;
  const experiment = newExperiment(lab, preset, panels, spec);
  experiment.resume(log, checkpoint, {furthest, on: backend, playing: phase !== 'paused'});
  experiment.choose(member);
  const says = await whenOpen(experiment);
  if (says !== undefined) {
    experiment.close();
    return says;
  }
  const now = experiment.store.getState().backend!.name;
  const onOther = now === backend ? '' : ` on ${BACKEND_LABELS[now]}`;
  const mark = {tick: record.position, text: `Page left, went on from step ${record.position}${onOther}`};
  experiment.store.setState({chosenMetric, backendMarks: [...marks, mark]});
  continues(record.id);
  const {teaching} = record;
  await adopt(experiment, {lab, beside: teaching === undefined ? {} : {teaching}});
  await teach(teaching);
  return undefined;
}

/** Resolves when a run trains or stands still, to the sentence that says why it does not if it does neither. */
function whenOpen({store}: Experiment): Promise<string | undefined> {
  return new Promise((resolve) => {
    const look = () => {
      const {phase, notice} = store.getState();
      if (phase === 'opening') return;
      end();
      const fails = phase === 'waiting' || phase === 'failed';
      resolve(fails ? (notice ?? 'The run could not be opened.') : undefined);
    };
    const end = store.subscribe(look);
    look();
  });
}

/** What a teacher has set for the run. */
async function teach(text: string | undefined): Promise<void> {
  const codec = text === undefined ? undefined : await import('../modes/teaching/codec.ts').catch(() => undefined);
  const read = codec?.decodeTeaching(text!);
  useTeaching.setState({now: read?.ok ? read.value : undefined});
}
