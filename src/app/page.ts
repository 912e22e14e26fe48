/**
 * The page's experiments: one for each lab that was visited, of which one is in view. The address of the page is the link
 * of the run in view.
 */
import {navigate} from 'wouter/use-hash-location';
import {useStore} from 'zustand';
import {createStore} from 'zustand/vanilla';
import {BACKEND_LABELS, type BackendName} from '../engine/backends/names.ts';
import {LABS} from '../labs/index.ts';
import type {Lab, LabEntry} from '../labs/kit/lab.ts';
import {settledSpec} from '../labs/kit/settings.ts';
import {later} from '../panels/frame/later.ts';
import {type Beside, tooLong} from '../presets/address.ts';
import {FIRST, idsOf, loadPreset, type Preset} from '../presets/index.ts';
import type {Checked, Spec} from '../spec/index.ts';
import {type Arrangement, knownPanels, sameArrangement} from './arrangement.ts';
import {surroundingsOf} from './experiment/around.ts';
import {Experiment} from './experiment/experiment.ts';
import {LiveLimit} from './experiment/live.ts';
import type {BackendChoice, Surroundings} from './experiment/surroundings.ts';
import {isBesideLabs, openAddress, panelsOf} from './links.ts';
import {type Teaching, useTeaching} from './modes/teaching/rules.ts';
import {shownAs} from './modes/view.ts';
import {Past} from './past.ts';
import {type Kept, keptOf, restore} from './restore.ts';

interface Page {
  lab: LabEntry;
  experiment: Experiment;
  /** The lab itself, once it is loaded. */
  loaded: Lab | undefined;
  /** What the address carried beside the run, and the run that it named. */
  beside: Beside & {about?: Spec};
  /** While a sweep is shown: its run, with the fan if it has begun. The lab's own run has no fan then, and rests. */
  sweep: Spec | undefined;
  /** Whether there is a change to undo, and one to do again. */
  undoable: boolean;
  redoable: boolean;
}

/** The view of an address whose fan is trained as a sweep. */
export const SWEEP = 'sweep';

const live = new LiveLimit<Experiment>();

const around: Surroundings = {
  ...surroundingsOf(live, () => choice),
  watched: true,
  openTrial: async () => new (await import('./experiment/trial.ts')).Trial(),
  openComparison: async () => new (await import('./experiment/comparison.ts')).Comparison(around.data),
  changing: (experiment, path) => {
    if (experiment === page.getState().experiment && !restoring) past.change(path);
  },
  changed: (experiment) => {
    if (experiment === page.getState().experiment) writeSoon();
  },
};

let choice: BackendChoice = backendOfAddress();

function backendOfAddress(): BackendChoice {
  const asked = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('backend');
  return asked && Object.hasOwn(BACKEND_LABELS, asked) ? (asked as BackendName) : 'auto';
}

export const backendChoice = (): BackendChoice => choice;

/** Around a second run that goes its own way from an earlier moment of the one in view. */
export const aroundFork = (): Surroundings => ({
  ...around,
  choice: () => present().store.getState().backend?.name ?? choice,
  openTrial: undefined,
  openComparison: undefined,
});

export const newExperiment = (lab: LabEntry, preset: Preset, panels: Arrangement, spec = preset.spec): Experiment =>
  new Experiment({preset, spec, panels, keeps: lab.keeps}, around);

const experiments = new Map<LabEntry, Experiment>();

export const page = createStore<Page>(() => {
  const [lab] = LABS;
  const experiment = newExperiment(lab, FIRST, panelsOf(FIRST));
  experiments.set(lab, experiment);
  return {lab, experiment, loaded: undefined, beside: {}, sweep: undefined, undoable: false, redoable: false};
});

export const usePage = <T>(select: (state: Page) => T): T => useStore(page, select);

/** The experiment in view. */
export const present = (): Experiment => page.getState().experiment;

/** Brings a lab into view, and loads its code if necessary. */
function show(lab: LabEntry, experiment: Experiment): void {
  experiments.set(lab, experiment);
  const {lab: before, loaded} = page.getState();
  page.setState({lab, experiment, loaded: lab === before ? loaded : undefined});
  void lab.load().then(
    (value) => {
      if (page.getState().lab !== lab) return;
      page.setState({loaded: value});
      checkPanels(experiment, value);
    },
    () =>
      experiment.complain(`The ${lab.label} lab ${NOT_LOADED}`, () => {
        experiment.dismissNotice();
        if (present() === experiment) show(lab, experiment);
      }),
  );
}

/** A link may name panels that do not exist. */
function checkPanels(experiment: Experiment, lab: Lab): void {
  const {panels, problem} = knownPanels(experiment.store.getState().panels, lab.panels);
  if (!problem) return;
  const {notice} = experiment.store.getState();
  experiment.complain([notice, problem].filter(Boolean).join(' '));
  experiment.store.setState({panels});
}

// --- Opening -------------------------------------------------------------------------------------------------------

/** Opens the run of an address, with a notice if it could not be read. */
export async function openFromAddress(address: string): Promise<void> {
  const asked = ++opening;
  // Every link of the page would carry it along.
  if (tooLong(address)) {
    known = '/';
    navigate(known, {replace: true});
    shown = location.hash;
  }
  const {lab, preset, spec, panels, beside, problem} = await openAddress(address);
  const teaching = await teachingOf(beside);
  // Where it is embedded, nothing trains before it is seen.
  if (shownAs(beside).kind === 'embed') await (await import('./modes/inView.ts').catch(() => undefined))?.untilSeen();
  // Another address has come while its preset was loaded.
  if (asked !== opening) return;
  const before = present();
  // The run in view is not left for a lab that cannot be shown.
  if (asked > 1 && lab !== page.getState().lab && !(await isLoaded(lab))) {
    if (asked !== opening) return;
    before.complain(`The ${lab.label} lab ${NOT_LOADED}`, () => void openFromAddress(address));
    writeSoon();
    return;
  }
  if (asked !== opening) return;
  const experiment = experiments.get(lab) ?? newExperiment(lab, preset, panels);
  if (experiment !== before) await before.rest();
  const sweep = beside.view === SWEEP ? spec : undefined;
  begin(experiment, {preset, spec: sweep ? withoutFan(spec) : spec, panels});
  useTeaching.setState({now: teaching?.ok ? teaching.value : undefined});
  const problems = [problem, ...(teaching?.ok === false ? teaching.sentences : [])].filter(Boolean);
  if (problems.length > 0) experiment.complain(problems.join(' '));
  show(lab, experiment);
  showBeside({...beside, about: spec}, sweep);
}

export const isLoaded = (lab: LabEntry): Promise<boolean> =>
  lab.load().then(
    () => true,
    () => false,
  );

const withoutFan = ({fan: _, ...spec}: Spec): Spec => spec;

/** Resolves when the lab's own run rests. */
let resting = Promise.resolve();

/** What stands beside the run. A sweep needs the cores: the lab's own run rests behind it. */
function showBeside(beside: Page['beside'], sweep?: Spec): void {
  const {experiment, sweep: before} = page.getState();
  page.setState({beside, sweep});
  if (sweep) resting = experiment.rest();
  else if (before) void resting.then(() => experiment === present() && experiment.wake());
}

/** Shows the run in view as a sweep, or, without one, alone again. `replace`: this is no change that can be undone. */
export async function showSweep(sweep: Spec | undefined, {replace = false} = {}): Promise<void> {
  const isLeft = untilLeft();
  const writer = await loadWriter().catch(() => undefined);
  if (isLeft()) return;
  if (!writer) return present().complain(`The sweep ${NOT_LOADED}`, () => void showSweep(sweep, {replace}));
  const {preset, spec, panels} = present().store.getState();
  const {view: _, ...beside} = kept(page.getState().beside);
  const shown = sweep ? {...beside, view: SWEEP} : beside;
  writeSoon.cancel();
  if (!replace) past.change();
  write(writer.addressOf(preset, sweep ?? spec, panels, shown));
  showBeside(shown, sweep);
}

/** Opens another run of the same preset alone. */
export async function openAlone(spec: Spec): Promise<void> {
  const isLeft = untilLeft();
  const writer = await loadWriter().catch(() => undefined);
  if (isLeft()) return;
  if (!writer) return present().complain(`The run ${NOT_LOADED}`, () => void openAlone(spec));
  const {preset, panels} = present().store.getState();
  const {view: _, ...beside} = kept(page.getState().beside);
  const address = writer.addressOf(preset, spec, panels, beside);
  past.change();
  write(address);
  await openFromAddress(address);
}

/** What a teacher has set in the address, read by what is loaded for it. */
async function teachingOf({teaching}: Beside): Promise<Checked<Teaching> | undefined> {
  if (teaching === undefined) return undefined;
  const codec = await import('./modes/teaching/codec.ts').catch(() => undefined);
  if (!codec) return {ok: false, sentences: [`What a teacher has set for this run ${NOT_LOADED}`]};
  return codec.decodeTeaching(teaching);
}

function begin(experiment: Experiment, {preset, spec, panels}: Omit<Kept, 'settled'>): void {
  experiment.open(preset, spec);
  experiment.store.setState({chosenMetric: preset.metric, panels});
}

let opening = 0;

/** Brings a run into view that has begun elsewhere; the one before rests, and undoing brings it back. */
export async function adopt(experiment: Experiment, other: Partial<Pick<Page, 'lab' | 'beside'>> = {}): Promise<void> {
  const {experiment: before, lab, beside} = {...page.getState(), ...other};
  past.change();
  await before.rest();
  show(lab, experiment);
  showBeside(kept(beside));
  writeSoon();
}

/** Goes to a lab: on with the run that was left there, or to its first preset. */
export async function enterLab(lab: LabEntry): Promise<void> {
  const {lab: before, experiment} = page.getState();
  if (lab === before) return;
  const left = experiments.get(lab);
  const isLeft = untilLeft();
  const [writer] = await Promise.all([loadWriter(), lab.load()]).catch(() => []);
  if (isLeft()) return;
  if (!writer) return experiment.complain(`The ${lab.label} lab ${NOT_LOADED}`, () => void enterLab(lab));
  if (!left) return choosePreset(idsOf(lab.presets)[0]);
  await experiment.rest();
  writeSoon.flush(writer);
  past.change();
  const {preset, spec, panels} = left.store.getState();
  const beside = kept(page.getState().beside);
  write(writer.addressOf(preset, spec, panels, beside));
  page.setState({beside});
  show(lab, left);
  left.wake();
}

/** A preset, as its own entry in the browser's history. The one in view is brought back as it was. */
export async function choosePreset(id: string): Promise<void> {
  const isLeft = untilLeft();
  const [preset, writer] = await Promise.all([loadPreset(id), loadWriter()]).catch(() => []);
  if (isLeft()) return;
  if (!preset || !writer) return present().complain(`The preset “${id}” ${NOT_LOADED}`, () => void choosePreset(id));
  const state = present().store.getState();
  // Values for the next run are in no address yet, and the way back shall lead to them.
  writeSoon.flush(writer, Object.keys(state.unconfirmed).length > 0 ? settledSpec(state) : undefined);
  const address = writer.addressOf(preset, preset.spec, panelsFor(preset), kept(page.getState().beside));
  if (address === known) return;
  past.change();
  write(address);
  void openFromAddress(address);
}

/** What stays beside another run: a result is about one run alone. */
const kept = ({result: _, ...beside}: Beside): Beside => beside;

/** The reader's arrangement of panels stays, unless the preset has panels of its own or is the one in view. */
function panelsFor(next: Preset): Arrangement {
  const {preset, panels} = present().store.getState();
  const own =
    next.collection !== preset.collection ||
    next.id === preset.id ||
    next.panels ||
    sameArrangement(panels, panelsOf(preset));
  return own ? panelsOf(next) : panels;
}

/** The reader has seen enough of the result that came with the link. */
export function dismissResult(): void {
  page.setState({beside: kept(page.getState().beside)});
}

// --- The address ---------------------------------------------------------------------------------------------------

/** Milliseconds between a change of the run and that of the address. */
const SOON = 300;

let timer = 0;
/** The last address that the page has written itself or acted on, and what the browser showed for it. */
let known = '';
let shown = '';

/** A link was pressed, or an address typed, that the page has not heard of yet. */
const isFollowing = (): boolean => location.hash !== shown;

/** How many addresses the page has followed. */
let followed = 0;

/** Tells, when what a press needs has been loaded, whether the reader has followed a link meanwhile: then it is no longer wanted. */
function untilLeft(): () => boolean {
  const before = followed;
  return () => followed !== before || isFollowing();
}

/** What packs a run into an address, which opening the page does without. */
const loadWriter = () => import('./addressOf.ts');
// The first change finds it loaded.
later(loadWriter).catch(() => {});

const NOT_LOADED = 'could not be loaded: check the connection. The run goes on.';

function writeSoon(): void {
  timer ||= window.setTimeout(() => {
    const mine = timer;
    const unlessCancelled = (act: () => void) => timer === mine && act();
    void loadWriter().then(
      (writer) => unlessCancelled(() => writeSoon.flush(writer)),
      // The next change tries again.
      () => unlessCancelled(writeSoon.cancel),
    );
  }, SOON);
}

writeSoon.flush = ({addressOf}: Awaited<ReturnType<typeof loadWriter>>, spec?: Spec): void => {
  writeSoon.cancel();
  // What is about to be followed is not written over.
  if (isFollowing()) return;
  const {preset, panels, spec: now} = present().store.getState();
  write(addressOf(preset, spec ?? page.getState().sweep ?? now, panels, kept(page.getState().beside)));
};

/** The present entry of the browser's history gets an address. */
function write(address: string): void {
  known = address;
  navigate(address, {replace: true, state: window.history.state});
  shown = location.hash;
}

writeSoon.cancel = (): void => {
  window.clearTimeout(timer);
  timer = 0;
};

/** Called at every change of the address; acts when the page did not write it itself: a link, the back button. */
export function addressChanged(address: string): void {
  shown = location.hash;
  if (address === known) return;
  known = address;
  followed++;
  // No change of the run that is left writes over it.
  writeSoon.cancel();
  if (isBesideLabs(address)) {
    leave();
    return;
  }
  past.follow();
  void openFromAddress(address);
}

/** Ends the run: nothing trains behind another page. */
function leave(): void {
  opening++;
  past.forget();
  page.setState({sweep: undefined});
  present().close();
}

// --- Undo ------------------------------------------------------------------------------------------------------------

/** What an entry of the history was: an experiment, and what the reader had made of it. */
interface Was extends Kept {
  lab: LabEntry;
  experiment: Experiment;
  beside: Beside;
  sweep: Spec | undefined;
  teaching: Teaching | undefined;
}

/** The entries of this visit to the page carry its name, those of an earlier visit another one. */
const VISIT = Math.random().toString(36).slice(2);

/** Whether an earlier state is being restored: that is no change of its own. */
let restoring = false;

/** Since when a pointer is pressed. */
let heldSince: number | undefined;

export const past = new Past<Was>({
  now: () => {
    const {lab, experiment, beside, sweep} = page.getState();
    const {now: teaching} = useTeaching.getState();
    return {lab, experiment, beside, sweep, teaching, ...keptOf(experiment.store.getState())};
  },
  become,
  enter(place, how) {
    const state = {visit: VISIT, place};
    if (how === 'push') window.history.pushState(state, '', location.href);
    else window.history.replaceState(state, '', location.href);
    tellWays();
  },
  go: (by) => window.history.go(by),
  clock: () => performance.now(),
  heldSince: () => heldSince,
});

const tellWays = (): void => page.setState({undoable: past.canUndo, redoable: past.canRedo});

async function become({lab, experiment, beside, sweep, teaching, ...was}: Was): Promise<void> {
  const before = present();
  const {preset} = experiment.store.getState();
  restoring = true;
  if (experiment !== before) {
    opening++;
    await before.rest();
    experiment.wake();
  }
  if (preset === was.preset) restore(experiment, was);
  else begin(experiment, was);
  restoring = false;
  useTeaching.setState({now: teaching});
  if (experiment !== before) show(lab, experiment);
  showBeside(beside, sweep);
  writeSoon();
}

/** Listens to the browser's ways back and forth, and to what tells that the reader is in the middle of a change. */
export function listenToHistory(): () => void {
  const ends = new AbortController();
  const {signal} = ends;
  const arrived = ({state}: PopStateEvent) => {
    if (state?.visit !== VISIT || !past.arrived(state.place)) return;
    tellWays();
    writeSoon.cancel();
    shown = location.hash;
    known = `/${shown.replace(/^#?\/?/, '')}`;
    writeSoon();
  };
  window.addEventListener('popstate', arrived, {signal});
  const press = (event: Event) => {
    heldSince = event.type === 'pointerdown' ? performance.now() : undefined;
  };
  for (const type of ['pointerdown', 'pointerup', 'pointercancel'])
    window.addEventListener(type, press, {signal, capture: true});
  return () => ends.abort();
}

/** Shows the run in another way, which its address names. */
export function showAs(view: string | undefined): void {
  const {view: _, ...beside} = page.getState().beside;
  page.setState({beside: {...beside, ...(view !== undefined && {view})}});
  writeSoon();
}

// --- Backends ------------------------------------------------------------------------------------------------------

/** Goes on with the same run on another backend. */
export function chooseBackend(name: BackendChoice): void {
  choice = name;
  const url = new URL(location.href);
  if (name === 'auto') url.searchParams.delete('backend');
  else url.searchParams.set('backend', name);
  window.history.replaceState(window.history.state, '', url);
  present().followChoice();
}
