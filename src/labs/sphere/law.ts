/** What the present settings mean for the pushes in a batch. */
import {lawOf, negativesOf} from '../../objectives/contrastive/index.spec.ts';
import type {ForceLaw} from '../../objectives/contrastive/law.spec.ts';
import {remembered} from '../../panels/remembered.ts';
import {settingOf, type Weighing} from '../../panels/temperature/weighing.ts';
import {trainedSettings} from '../kit/settings.ts';
import type {RunState} from '../kit/state.ts';

const weighingIn = remembered(
  (objective: {kind: string; temperature?: unknown; t?: unknown}): Weighing | undefined => {
    const [law, negatives] = [lawOf(objective), negativesOf(objective)];
    if (!law || !negatives) return undefined;
    const setting = settingOf(objective);
    const at = (value: number) => lawOf({...objective, [setting?.symbol === 't' ? 't' : 'temperature']: value})!;
    return {law, negatives, setting, at};
  },
  (objective) => [JSON.stringify(objective)],
);

/** How the present objective weighs negatives; undefined where no push belongs to a single one. */
export const weighingOf = (state: RunState): Weighing | undefined =>
  weighingIn(trainedSettings(state).objective as {kind: string});

/** How to compute every push and pull on a point, if the objective has such a law. */
export const forcesOf = (state: RunState): ForceLaw | undefined => weighingOf(state)?.law.forces;
