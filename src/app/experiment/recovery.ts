/** How a run goes on when its GPU or its worker is lost. Pure functions; the session carries them out. */
import {BACKEND_LABELS, type BackendName} from '../../engine/backends/names.ts';
import type {Mark} from '../../panels/data.ts';
import type {ReportOf} from '../../worker/protocol.ts';

export interface Loss {
  what: ReportOf<'lost'>['what'];
  backend: BackendName;
  /** Milliseconds. */
  at: number;
}

/** So many losses of one backend within so many milliseconds, and the run leaves it. */
const TOO_MANY = 3;
const WITHIN = 60_000;
/** The backend that runs everywhere and depends on no driver. */
const STEADIEST: BackendName = 'wasm';

const LABELS: Record<Loss['what'], string> = {GPU: 'GPU lost', memory: 'Out of memory', worker: 'Worker lost'};

/** The backend on which a run goes on after the newest of its losses; undefined when it cannot. */
export function backendAfter(losses: readonly Loss[]): BackendName | undefined {
  const {backend, at} = losses.at(-1)!;
  const alike = losses.filter((loss) => loss.backend === backend && at - loss.at < WITHIN);
  if (alike.length < TOO_MANY) return backend;
  return backend === STEADIEST ? undefined : STEADIEST;
}

/** The mark on the timeline where the run went on: "GPU lost, went on from step 1200". */
export function lossMark({what, backend}: Loss, target: BackendName, tick: number): Mark {
  const where = target === backend ? '' : ` on ${BACKEND_LABELS[target]}`;
  return {tick, text: `${LABELS[what]}, went on from step ${tick}${where}`};
}

/** Whether another kind of backend has computed from a mark on. */
export const changesBackend = ({text}: Mark): boolean => !/, went on from step \d+$/.test(text);

/** The marks with one more. Equal losses at the same step are marked once. */
export function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  return [...marks.filter(({tick, text}) => tick !== mark.tick || text !== mark.text), mark];
}

/** The notice when a backend was lost too often and the run has moved to another. */
export function movedNotice(sentence: string, backend: BackendName, target: BackendName, tick: number): string {
  return `${sentence} ${thrice(backend)}, so the run went on from step ${tick} on ${BACKEND_LABELS[target]}.`;
}

/** The notice when a backend does not start and the next one is tried. */
export const insteadNotice = (sentence: string, next: BackendName): string =>
  `${sentence} The run begins on ${BACKEND_LABELS[next]} instead: that takes up to half a minute, and numbers differ in their last digits.`;

export function failedNotice(sentence: string, backend: BackendName): string {
  return `${sentence} ${thrice(backend)}, so the run has stopped. What was measured stays in view.`;
}

/** The reason that the backend's badge gives. */
export const movedReason = (backend: BackendName): string => `${thrice(backend)}.`;

const thrice = (backend: BackendName) => `${BACKEND_LABELS[backend]} was lost three times within a minute`;
