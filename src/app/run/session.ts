/**
 * The page's one run: opens it in a worker, passes on what the reader does, and keeps what comes back.
 *
 * Every run has a worker of its own. Its newest checkpoint opens another one: on another backend, or when the worker
 * or its GPU is gone.
 */
import {findAdapter} from '../../engine/backends/adapter.ts';
import {BACKEND_LABELS, type BackendName} from '../../engine/backends/names.ts';
import type {Checkpoint} from '../../engine/records.ts';
import type {EmbeddingFrame} from '../../panels/data.ts';
import {language} from '../../programs/index.spec.ts';
import {type Spec, withMove} from '../../spec/index.ts';
import {LabClient} from '../../worker/client.ts';
import type {Report, ReportOf} from '../../worker/protocol.ts';
import type {Points} from '../../worlds/points.ts';
import {type Arrangement, sameArrangement} from '../arrangement.ts';
import {addressOf, BENCH, openAddress, panelsOf} from '../links.ts';
import {type Preset, stageOf} from '../presets.ts';
import {goTo, isNews, writeAddress} from './address.ts';
import {throttled} from './drag.ts';
import {History} from './history.ts';
import {type Judged, JudgedHistory} from './judged.ts';
import {type Columns, RunLog} from './log.ts';
import {dataAddress, pointsOf} from './points.ts';
import {backendAfter, failedNotice, type Loss, lossMark, movedNotice, movedReason, withMark} from './recovery.ts';
import {settledSpec} from './settings.ts';
import {type BackendView, UNBEGUN, useLab} from './store.ts';
import {rememberBackend, Trial} from './trial.ts';

export type BackendChoice = 'auto' | BackendName;

/** Tried in this order when the reader has not chosen: what starts at once comes first. */
const FALLBACKS: readonly BackendName[] = ['wasm', 'webgl', 'cpu'];
/** Milliseconds after which the neighbours of a shown point are looked up again. */
const NEIGHBOURS_EVERY = 2000;
/** Milliseconds after which the next picture comes for the timeline alone, when nothing in view has taken up the last. */
const UNSEEN = 1000;
/** Milliseconds of training before another backend is tried in the background. */
const SETTLE = 2000;

export const log = new RunLog();
const history = new History();
const judged = new JudgedHistory();
const {getState: state, setState: set} = useLab;

let client: LabClient | undefined;
/** The newest picture, also while the reader looks at an earlier one. */
let newest: EmbeddingFrame | undefined;
/** Waits for something to take up the newest picture. */
let unseen = 0;
/** Waits for the run to settle before another backend is tried. */
let settling = 0;
let trial: Trial | undefined;
let choice: BackendChoice = backendOfAddress();
/** Frames that are asked for only while something shows them, and how many things do. */
const watched = new Map<string, number>();
let onCheckpoint: ((checkpoint: Checkpoint) => void) | undefined;
/** The run's newest checkpoint. */
let kept: Checkpoint | undefined;
let losses: Loss[] = [];
/** Whether the present worker is to go on where another was lost, and has not opened the run yet. */
let recovering = false;
/** The last tick of the run so far, also when it has gone back to a checkpoint since. */
let furthest = 0;
/** Whether moves act: they wait for the worker to come as far as the run was, for one ends what was recorded for later. */
let caughtUp = false;

export const backendChoice = (): BackendChoice => choice;

function backendOfAddress(): BackendChoice {
  const asked = new URLSearchParams(location.search).get('backend');
  return asked && Object.hasOwn(BACKEND_LABELS, asked) ? (asked as BackendName) : 'auto';
}

// --- Opening -------------------------------------------------------------------------------------------------------

/** Opens what an address names, with a notice when it could not be read. */
export function openFromAddress(address: string): void {
  const {preset, spec, panels, problem} = openAddress(address);
  if (problem) remember(problem);
  open(preset, spec);
  set({notice: problem, chosenMetric: preset.metric, panels});
}

/** What a run that was left can go on from. */
export interface Left {
  checkpoint: Checkpoint | undefined;
  columns: Columns;
}

/** Begins a run from its first tick, or goes on with one that was left. */
export function open(preset: Preset, spec: Spec, playing = true, left?: Left): void {
  log.put(left?.columns ?? new Map());
  history.clear();
  judged.clear();
  newest = undefined;
  onCheckpoint = undefined;
  kept = left?.checkpoint;
  lookedUp = 0;
  losses = [];
  furthest = kept?.tick ?? 0;
  set({...UNBEGUN, preset, spec});
  begin(...firstBackend(), playing);
}

/** The backend to begin on, and why. */
const firstBackend = (): [BackendName, string] =>
  choice === 'auto' ? [FALLBACKS[0], 'It starts at once on every machine.'] : [choice, 'You chose it.'];

/** Opens the run on a backend, from its newest checkpoint if there is one. */
function begin(backend: BackendName, reason: string, playing: boolean): void {
  const view: BackendView = {name: backend, reason};
  set({backend: view});
  start(backend, playing);
  if (backend !== 'webgpu') return;
  const softwareNote = (software: boolean) => (software ? ' This adapter computes in software, which is slow.' : '');
  void findAdapter().then((adapter) => {
    if (state().backend !== view || !adapter) return;
    const {label, largest} = adapter;
    set({backend: {...view, adapter: label, limits: {largest}, reason: reason + softwareNote(adapter.software)}});
  });
}

function start(backend: BackendName, playing: boolean): void {
  client?.terminate();
  endTrial();
  recovering = false;
  caughtUp = false;
  const mine = new LabClient((report) => {
    if (client === mine) receive(report, playing);
  });
  client = mine;
  const {spec} = state();
  // What was moved since the checkpoint is part of the run, and acts again at its own ticks.
  const checkpoint = kept && {...kept, moves: spec.moves};
  mine.send({type: 'open', spec, backend, data: dataAddress, playing, checkpoint});
  if (state().preset.lab === 'sphere') want('points');
  for (const frame of watched.keys()) want(frame);
}

// --- What the worker reports ---------------------------------------------------------------------------------------

function receive(report: Report, playing: boolean): void {
  switch (report.type) {
    case 'opened':
      opened(report, playing);
      break;
    case 'progress':
      progress(report);
      break;
    case 'frame':
      framed(report);
      break;
    case 'answer':
      answered(report);
      break;
    case 'moved':
      moved(report);
      break;
    case 'refused':
      refused(report);
      break;
    case 'checkpoint':
      kept = report.checkpoint as Checkpoint;
      if (report.asked) onCheckpoint?.(kept);
      break;
    case 'stopped':
      remember(report.sentence);
      set({phase: 'stopped', notice: report.sentence, stepsPerSecond: 0});
      break;
    case 'lost':
      lost(report, playing);
      break;
    case 'failed':
      if (report.needsFile) waitForFile(report.sentence);
      else failed(report.sentence, playing);
      break;
    case 'alive':
    case 'entered':
    case 'measured':
      break;
  }
}

function opened({points, tick}: ReportOf<'opened'>, playing: boolean): void {
  recovering = false;
  told = points;
  set({compared: points?.kind === 'things' ? points.compared : undefined});
  set({tick, ...(state().phase === 'opening' && {phase: playing ? 'training' : 'paused'})});
  reached(tick);
  const mine = client;
  if (points) void pointsOf(points).then((known) => client === mine && set({points: known}));
  // A GPU that this run has lost is not tried again.
  const steady = losses.every(({backend}) => backend !== 'webgpu');
  if (choice === 'auto' && state().backend?.name !== 'webgpu' && steady) {
    settling = window.setTimeout(lookForFaster, SETTLE);
  }
}

/** Makes the moves that have waited, when the worker is as far as the run was. */
function reached(tick: number): void {
  furthest = Math.max(furthest, tick);
  if (caughtUp || tick < furthest || isOver()) return;
  caughtUp = true;
  for (const [path, value] of Object.entries(state().unconfirmed)) client?.send({type: 'move', path, value});
}

function progress({tick, metrics, stepsPerSecond, memory, engine, finished}: ReportOf<'progress'>): void {
  log.add(metrics);
  reached(tick);
  const {phase} = state();
  const over = finished && (phase === 'training' || phase === 'paused');
  set({tick, stepsPerSecond, memory, engine, ...(over && {phase: 'finished'})});
}

/** What the worker's world tells of its points. */
let told: Points | undefined;

function framed({frame, ...raw}: ReportOf<'frame'>): void {
  const {frames} = language.program(stageOf(state().spec).program);
  const decoded = frames[frame].decode({name: frame, ...raw}, told);
  if (frame === 'points') embedded(decoded as EmbeddingFrame);
  else if (frame === 'representations') keepFirst(decoded as EmbeddingFrame);
  else if (frame === 'rewards' || frame === 'candidates' || frame === 'weights') judge(frame, {[frame]: decoded});
  else set({[frame]: decoded});
}

function answered({question, ask, tick, answer}: ReportOf<'answer'>): void {
  set({[question]: {...(ask as object), ...(answer as object), tick}});
}

/** What neighbours are compared with later; only the first of a run counts. */
function keepFirst(first: EmbeddingFrame): void {
  if (!state().first) set({first});
  askNeighbours();
}

function embedded(embedding: EmbeddingFrame): void {
  newest = embedding;
  window.clearTimeout(unseen);
  unseen = window.setTimeout(() => want('points'), UNSEEN);
  if (history.add(embedding)) set({kept: history.ticks});
  if (performance.now() - askedNeighbours > NEIGHBOURS_EVERY) askNeighbours();
  if (state().lookingAt === undefined) set({frame: embedding});
  // The panel is showing an earlier picture and will not ask by itself.
  else want('points');
}

/** Shown at once, but while the reader looks back. */
function judge(name: keyof Judged, frames: Judged): void {
  judged.add(frames);
  set({kept: judged.ticks});
  if (state().lookingAt === undefined) set(frames);
  // The panel is showing an earlier picture and will not ask by itself.
  else want(name);
}

function moved({move}: ReportOf<'moved'>): void {
  const {spec, unconfirmed} = state();
  const still = Object.entries(unconfirmed).filter(([path, value]) => move.path !== path || move.value !== value);
  furthest = Math.max(furthest, move.tick);
  set({spec: {...spec, moves: withMove(spec, move)}, unconfirmed: Object.fromEntries(still)});
  writeAddress();
}

/** The run goes on as it was, and so does the slider. */
function refused({path, sentence}: ReportOf<'refused'>): void {
  remember(sentence);
  const others = Object.entries(state().unconfirmed).filter(([name]) => name !== path);
  set({unconfirmed: Object.fromEntries(others), notice: sentence});
}

function failed(sentence: string, playing: boolean): void {
  if (recovering) {
    // The run was all right before: whatever keeps it from opening now has to do with the loss.
    lost({what: losses.at(-1)!.what, sentence}, playing);
    return;
  }
  remember(sentence);
  const {phase, backend} = state();
  const next = FALLBACKS[FALLBACKS.indexOf(backend!.name) + 1];
  if (phase === 'opening' && choice === 'auto' && next) begin(next, sentence, playing);
  else giveUp(sentence);
}

/** No other backend would find it either. */
function waitForFile(notice: string): void {
  client?.terminate();
  // What is wrong with a file that was just chosen says more.
  set({phase: 'waiting', notice: state().notice ?? notice, stepsPerSecond: 0});
}

function giveUp(notice: string): void {
  set({phase: 'failed', notice, stepsPerSecond: 0});
}

/** Goes on in a new worker, training or standing still as before. */
function lost({what, sentence}: Pick<ReportOf<'lost'>, 'what' | 'sentence'>, playing: boolean): void {
  const {phase, backend, backendMarks, lookingAt} = state();
  // Then the run would not have gone on.
  if (phase === 'waiting' || phase === 'stopped' || phase === 'failed') return;
  remember(sentence);
  const {name, adapter} = backend!;
  const loss: Loss = {what, backend: name, at: Date.now()};
  losses.push(loss);
  const target = backendAfter(losses);
  if (!target) {
    client?.terminate();
    giveUp(failedNotice(sentence, name));
    return;
  }
  const tick = kept?.tick ?? 0;
  history.dropAfter(tick);
  judged.dropAfter(tick);
  set({
    stepsPerSecond: 0,
    kept: state().preset.lab === 'sphere' ? history.ticks : judged.ticks,
    lookingAt: lookingAt !== undefined && lookingAt <= tick ? lookingAt : undefined,
    backendMarks: withMark(backendMarks, lossMark(loss, target, tick)),
  });
  const trains = phase === 'opening' ? playing : phase !== 'paused';
  if (target === name) start(name, trains);
  else {
    if (choice === 'auto' && adapter) rememberBackend(adapter, 'wasm');
    begin(target, movedReason(name), trains);
    set({notice: movedNotice(sentence, name, target, tick)});
  }
  recovering = true;
  // The reader was on the way to another backend.
  if (onCheckpoint) client?.send({type: 'checkpoint'});
}

function remember(problem: string): void {
  set({errors: [...state().errors, problem]});
}

/** Asks for a frame as soon as there is a newer one. */
export function want(frame: string): void {
  client?.send({type: 'want', frame});
}

/** Asks for the first frame, of every worker that comes; returns what ends that. */
export function watch(frame: string): () => void {
  watched.set(frame, (watched.get(frame) ?? 0) + 1);
  want(frame);
  return () => {
    const others = watched.get(frame)! - 1;
    if (others > 0) watched.set(frame, others);
    else watched.delete(frame);
  };
}

// --- What the reader does ------------------------------------------------------------------------------------------

/** Whether nothing but a restart can make this run go on. */
const isOver = () => ['finished', 'waiting', 'stopped', 'failed'].includes(state().phase);

/** Pauses the run for all that it needs to go on elsewhere; false where it has nothing to give. */
export function takeCheckpoint(then: (checkpoint: Checkpoint) => void): boolean {
  if (!client || ['opening', 'waiting', 'failed', 'stopped'].includes(state().phase)) return false;
  onCheckpoint = (checkpoint) => {
    onCheckpoint = undefined;
    then(checkpoint);
  };
  client.send({type: 'checkpoint'});
  return true;
}

export const newestCheckpoint = (): Checkpoint | undefined => kept;

/** Moves a hot setting at the next step; when the run is over the value is kept for the next one, and for the panels. */
export function move(path: string, value: number): void {
  set({unconfirmed: {...state().unconfirmed, [path]: value}});
  if (!isOver() && caughtUp) sendMove(path, value, client);
}

/** A run that has been replaced in the meantime gets no moves, nor does its successor. */
const sendMove = throttled((path, value, run: LabClient | undefined) => {
  if (run === client) run?.send({type: 'move', path, value});
});

export function play(): void {
  if (isOver()) {
    restart();
    return;
  }
  client?.send({type: 'play'});
  set({phase: 'training'});
}

export function pause(): void {
  client?.send({type: 'pause'});
  if (state().phase === 'training') set({phase: 'paused', stepsPerSecond: 0});
}

export function playOrPause(): void {
  if (state().phase === 'training') pause();
  else play();
}

/** One tick, then stand still. */
export function step(): void {
  const {phase} = state();
  if (phase !== 'training' && phase !== 'paused') return;
  client?.send({type: 'step'});
  set({phase: 'paused', lookingAt: undefined});
}

/** From the first tick, with the settings of this moment. */
export function restart(): void {
  const {preset, phase} = state();
  restartWith(settledSpec(state()), preset, phase !== 'paused');
}

function restartWith(spec: Spec, preset: Preset, playing: boolean): void {
  open(preset, spec, playing);
  writeAddress();
}

/** Nothing reaches a run that the schema has not passed. */
export function restartChecked(json: unknown): void {
  const spec = language.check(json);
  if (spec.ok) restartWith(spec.value, state().preset, state().phase !== 'paused');
  else set({notice: spec.sentences.join(' ')});
}

/** A preset, as its own entry in the browser's history. */
export function choosePreset(preset: Preset): void {
  writeAddress.flush();
  goTo(addressOf(preset, preset.spec, panelsFor(preset)));
}

/** What the reader has arranged stays, unless the preset has panels of its own. */
function panelsFor(next: Preset): Arrangement {
  const {preset, panels} = state();
  return next.lab !== preset.lab || next.panels || sameArrangement(panels, panelsOf(preset)) ? panelsOf(next) : panels;
}

export function arrange(panels: Arrangement): void {
  set({panels});
  writeAddress();
}

export function lookBack(at: number | undefined): void {
  const {tick} = state();
  if (at === undefined || at >= tick) {
    set({lookingAt: undefined, frame: newest, ...judged.newest});
    want('points');
    return;
  }
  set({lookingAt: at, frame: history.nearest(at) ?? state().frame, ...judged.at(at)});
}

export function hover(row: number | undefined): void {
  if (state().hovered === row) return;
  set({hovered: row, neighbours: undefined});
  askNeighbours();
}

let askedNeighbours = 0;
/** The point that was shown last; the first one as long as there was none. */
let lookedUp = 0;

/** The neighbours of the shown point as they are now; while a panel compares them, those of the point shown last. */
function askNeighbours(): void {
  const {hovered} = state();
  lookedUp = hovered ?? lookedUp;
  const row = hovered ?? (watched.has('representations') ? lookedUp : undefined);
  if (row === undefined) return;
  askedNeighbours = performance.now();
  client?.send({type: 'ask', question: 'neighbours', ask: {row}});
}

/** Asks what the words of a pair, and of an answer in tokens, add to the reward. */
export function askWords(pair: number, written: readonly number[]): void {
  client?.send({type: 'ask', question: 'words', ask: {pair, written: [...written]}});
}

export const write = (written: readonly number[]): void => set({written});
export const choosePair = (pair: number): void => set({pair});
export const hoverTick = (tick: number | undefined): void => set({hoveredTick: tick});
export const chooseMetric = (name: string): void => set({chosenMetric: name});
export const tell = (notice: string): void => set({notice});
export const dismissNotice = (): void => set({notice: undefined});

// --- Backends ------------------------------------------------------------------------------------------------------

/** Goes on with the same run on another backend. */
export function chooseBackend(name: BackendChoice): void {
  choice = name;
  const url = new URL(location.href);
  if (name === 'auto') url.searchParams.delete('backend');
  else url.searchParams.set('backend', name);
  window.history.replaceState(window.history.state, '', url);
  const [target, reason] = firstBackend();
  if (state().backend?.name === target && state().phase !== 'failed') return;
  moveTo(target, reason);
}

function moveTo(backend: BackendName, reason: string): void {
  const {preset, spec, phase} = state();
  const taken = takeCheckpoint(({tick}) => {
    const text = `→ ${BACKEND_LABELS[backend]}`;
    set({backendMarks: [...state().backendMarks, {tick, text}], phase: 'opening'});
    begin(backend, reason, phase === 'training');
  });
  if (!taken) open(preset, spec, phase !== 'paused');
}

/** Looks for something faster once the run has settled. */
async function lookForFaster(): Promise<void> {
  const mine = new Trial();
  trial = mine;
  const speed = () => (state().phase === 'training' ? state().stepsPerSecond : 0);
  const verdict = await mine.run(settledSpec(state()), speed);
  if (!verdict || trial !== mine) return;
  if (verdict.move) moveTo('webgpu', verdict.reason);
  else explain(verdict.reason);
}

function endTrial(): void {
  window.clearTimeout(settling);
  trial?.cancel();
  trial = undefined;
}

function explain(reason: string): void {
  const {backend} = state();
  if (backend) set({backend: {...backend, reason}});
}

/** Called at every change of the address; acts when the page did not write it itself: a link, the back button. */
export function addressChanged(address: string): void {
  if (!isNews(address)) return;
  if (address === BENCH) leave();
  else openFromAddress(address);
}

/** Ends the run: nothing trains behind another page, and nothing writes the address. */
function leave(): void {
  writeAddress.cancel();
  client?.terminate();
  client = undefined;
  endTrial();
}
