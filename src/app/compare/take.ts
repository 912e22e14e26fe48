/** What is kept of a run when it is pinned. */
import {BACKEND_LABELS} from '../../engine/backends/names.ts';
import {presentStage} from '../../labs/kit/settings.ts';
import type {BackendView} from '../../labs/kit/state.ts';
import type {EmbeddingFrame, FrontierFrame, RewardFrame} from '../../panels/data.ts';
import {language} from '../../programs/index.spec.ts';
import type {Spec} from '../../spec/index.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {figureOf} from './pair/side.ts';
import {type Picture, packFrontier, packRewards, packSphere} from './picture.ts';
import type {Pin} from './pin.ts';
import {thinned} from './thinned.ts';

/** Lets the page draw. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
/** Milliseconds of work without a pause. */
const SLICE = 8;

/** All of a pin but its place among the others. */
export type Taken = Omit<Pin, 'id' | 'order' | 'look' | 'shown'>;

/** The run as it is now: of what changes meanwhile, nothing is taken. */
export async function take({store, log}: Experiment): Promise<{pin: Taken; picture: Picture | undefined}> {
  const state = store.getState();
  const {preset, spec, member, panels, position, backend, frames, world} = state;
  const picture = pictureOf(figureOf(presentStage(state)), frames, world);
  const final = log.newest(member);
  const measured = log.get();
  const all = measured.names().map((name) => [name, measured.series(name)] as const);
  const curves: Pin['curves'] = {};
  let since = performance.now();
  for (const [name, series] of all) {
    if (performance.now() - since > SLICE) {
      await pause();
      since = performance.now();
    }
    if (series.ticks.length > 0) curves[name] = thinned(series);
  }
  const name = backend && backendText(backend);
  return {
    pin: {
      ...{collection: preset.collection, preset: preset.id, title: preset.title},
      ...{spec, member, panels: [...panels], position, curves, final},
      ...(name && {backend: name.slice(0, 200)}),
    },
    picture,
  };
}

export const backendText = ({name, adapter}: BackendView): string =>
  adapter ? `${BACKEND_LABELS[name]}, ${adapter}` : BACKEND_LABELS[name];

function pictureOf(
  figure: ReturnType<typeof figureOf>,
  frames: Readonly<Record<string, unknown>>,
  world: Parameters<typeof packSphere>[1] | undefined,
): Picture | undefined {
  if (figure === 'sphere' && frames.points && world) return packSphere(frames.points as EmbeddingFrame, world);
  if (figure === 'rewards' && frames.rewards) return packRewards(frames.rewards as RewardFrame);
  if (figure === 'frontier' && frames.frontier) return packFrontier(frames.frontier as FrontierFrame);
  return undefined;
}

/** Whether a run trains on a file of the reader's own: what that holds is kept where the reader has said, not here. */
export const isOnFile = (spec: Spec): boolean =>
  spec.stages.some((stage) => language.places(stage).some(({field}) => field.type === 'file'));
