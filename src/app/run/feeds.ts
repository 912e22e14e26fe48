/** The state in the pieces that panels take. */
import {lawOf} from '../../objectives/contrastive/index.spec.ts';
import type {ForceLaw} from '../../objectives/contrastive/law.spec.ts';
import {matchModelOf} from '../../objectives/reward/index.spec.ts';
import type {CompareTexts, Feed, Mark, MatchModel, View} from '../../panels/data.ts';
import {remembered} from '../../panels/remembered.ts';
import {settingOf} from '../../panels/temperature/penalty.ts';
import {stageOf} from '../presets.ts';
import {moveMarks} from './marks.ts';
import {presentNumber, presentSettings} from './settings.ts';
import {feedOf} from './store.ts';

export const points = feedOf((state) => state.points);
export const frame = feedOf((state) => state.frame);
export const first = feedOf((state) => state.first);
export const spectrum = feedOf((state) => state.spectrum);
export const similarities = feedOf((state) => state.similarities);
export const batch = feedOf((state) => state.batch);
export const rewards = feedOf((state) => state.rewards);
export const candidates = feedOf((state) => state.candidates);
export const weights = feedOf((state) => state.weights);
export const audit = feedOf((state) => state.audit);
export const words = feedOf((state) => state.words);
export const vocabulary = feedOf((state) => state.compared?.words);
export const written = feedOf((state) => state.written);
export const chosenPair = feedOf((state) => state.pair);
export const comparedTexts: Feed<CompareTexts | undefined> = feedOf(
  remembered(
    ({points, compared}): CompareTexts | undefined =>
      points &&
      compared && {
        unseen: compared.unseen,
        text: points.name,
        question: points.detail,
        about: compared.about,
      },
    ({points, compared}) => [points, compared],
  ),
);
export const categories = feedOf((state) => state.compared?.categories);
export const league = feedOf((state) => state.compared?.league);
export const matchModel: Feed<MatchModel> = feedOf(
  remembered(
    (state): MatchModel => matchModelOf(presentSettings(state).objective as {kind: string}),
    (state) => [state.spec, state.unconfirmed, state.tick],
  ),
);
export const neighbours = feedOf((state) => state.neighbours);
export const hovered = feedOf((state) => state.hovered);
export const hoveredTick = feedOf((state) => state.hoveredTick);
export const chosenMetric = feedOf((state) => state.chosenMetric);
export const kept = feedOf((state) => state.kept);
export const dimension = feedOf((state) => state.frame?.dimension);
export const temperature = feedOf(presentNumber('objective.temperature'));
/** The t of uniformity. */
export const sharpness = feedOf(presentNumber('objective.t'));
/** The temperature, or the one that acts like the objective's Gaussian potential. */
export const actingTemperature: Feed<number | undefined> = feedOf(
  (state) => settingOf(presentNumber('objective.temperature')(state), presentNumber('objective.t')(state))?.temperature,
);
export const batchSize = feedOf(presentNumber('training.batch'));

/** What weighs the others of a batch for an anchor, where the objective has one weight for each pair. */
export const law: Feed<ForceLaw | undefined> = feedOf(
  remembered(
    (state): ForceLaw | undefined => lawOf(presentSettings(state).objective as {kind: string})?.forces,
    (state) => [state.spec, state.unconfirmed, state.tick],
  ),
);

export const view: Feed<View> = feedOf(
  remembered(
    ({tick, spec, lookingAt}): View => ({tick, steps: stageOf(spec).steps, at: lookingAt}),
    ({tick, spec, lookingAt}) => [tick, spec, lookingAt],
  ),
);

export const marks: Feed<readonly Mark[]> = feedOf(
  remembered(
    ({spec, backendMarks}): readonly Mark[] => [...moveMarks(spec), ...backendMarks].sort((a, b) => a.tick - b.tick),
    ({spec, backendMarks}) => [spec, backendMarks],
  ),
);
