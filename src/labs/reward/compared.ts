/** What the reward lab knows about the items that are compared, and its model of how a match ends. */
import {matchModelOf} from '../../objectives/reward/index.spec.ts';
import type {CompareTexts, MatchModel} from '../../panels/data.ts';
import {remembered} from '../../panels/remembered.ts';
import type {Compared} from '../../worlds/points.ts';
import {trainedSettings} from '../kit/settings.ts';
import type {RunState} from '../kit/state.ts';

export const comparedOf = ({world}: RunState): Compared | undefined =>
  world?.kind === 'things' ? world.compared : undefined;

export const textsOf: (state: RunState) => CompareTexts | undefined = remembered(
  (state): CompareTexts | undefined => {
    const [compared, {points}] = [comparedOf(state), state];
    return (
      points && compared && {unseen: compared.unseen, text: points.name, question: points.detail, about: compared.about}
    );
  },
  ({points, world}) => [points, world],
);

export const categoriesOf = (state: RunState) => comparedOf(state)?.categories;
export const leagueOf = (state: RunState) => comparedOf(state)?.league;
export const vocabularyOf = (state: RunState) => comparedOf(state)?.words;

/** The chances of win, draw and loss between two teams, under the present objective. */
export const presentMatchModel: (state: RunState) => MatchModel = remembered(
  (state): MatchModel => matchModelOf(trainedSettings(state).objective as {kind: string}),
  (state) => [state.spec, state.member, state.unconfirmed, state.stage, state.tick],
);

/** Name under which the state keeps the unseen pair that the reader looks at. */
export const PAIR = 'pair';
export const pairOf = ({reader}: RunState) => reader[PAIR] as number | undefined;

/** Name under which the state keeps the answer that the reader has written, as tokens. */
export const WRITTEN = 'written';
const NOTHING: readonly number[] = [];
export const writtenOf = ({reader}: RunState): readonly number[] =>
  (reader[WRITTEN] as readonly number[] | undefined) ?? NOTHING;
