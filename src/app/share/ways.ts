/** The texts that share a run: links to its settings, to all of it, and to it with its result. */
import {settledSpec} from '../../labs/kit/settings.ts';
import type {RunState} from '../../labs/kit/state.ts';
import type {EmbeddingFrame, MetricLog} from '../../panels/data.ts';
import type {Spec} from '../../spec/index.ts';
import {type Standing, takeResult} from '../../spec/result/take.ts';
import {addressOf, linkOf} from '../addressOf.ts';
import {page} from '../page.ts';
import {BUILD, backendUntil} from '../result/here.ts';

export interface SharedTexts {
  settled: Spec;
  settings: string;
  /** When it was moved while it trained. */
  run?: string;
  /** When something was measured. */
  result?: {link: string; characters: number};
  embed: string;
  command: string;
}

/** The metrics whose curves say most about a run, in this order, beside the one that the reader looks at. */
const CURVES = ['loss', 'alignment', 'uniformity', 'accuracy', 'lengthCorrelation', 'recallAt1', 'kNearest'];

export function sharedTexts(state: RunState, log: MetricLog): SharedTexts {
  const {preset, spec, panels} = state;
  const settled = settledSpec(state);
  const run = addressOf(preset, spec, panels);
  const moved = spec.moves.length > 0;
  const result = isConfirmed(state) ? takeResult(standingOf(state, log)) : undefined;
  return {
    settled,
    settings: linkOf(addressOf(preset, settled, panels)),
    ...(moved && {run: linkOf(run)}),
    ...(result && {result: {link: linkOf(addressOf(preset, spec, panels, {result})), characters: result.length}}),
    embed: frame(linkOf(addressOf(preset, spec, panels, {view: 'embed'})), preset.title),
    // A shell takes everything between these quotes as it is, and no link has such a quote.
    command: `npm run --silent lab -- run '#${addressOf(preset, spec)}' --json`,
  };
}

/** What was just set on a slider is in no run yet. */
const isConfirmed = ({unconfirmed}: RunState) => Object.keys(unconfirmed).length === 0;

function standingOf(state: RunState, log: MetricLog): Standing {
  const {preset, member, chosenMetric, position, frames, lookingAt} = state;
  // Those that have a name for people.
  const metrics = page.getState().loaded?.metrics ?? [];
  const names = metrics.map(({name}) => name).filter((name) => log.series(name).ticks.length > 0);
  const [first, ...rest] = CURVES;
  const wanted = new Set([first, preset.metric, chosenMetric, ...rest]);
  // While the reader looks back, what is in view is earlier.
  const points = lookingAt === undefined ? (frames.points as EmbeddingFrame | undefined) : undefined;
  return {
    ...{backend: backendUntil(state, position), build: BUILD, member, names},
    series: (name) => log.series(name),
    curves: [...wanted].filter((name) => names.includes(name)),
    ...(points && !points.of && {points}),
  };
}

function frame(address: string, title: string): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${escaped(address)}" title="Contrastive Lab: ${escaped(title)}" width="720" height="520" loading="lazy"></iframe>`;
}
