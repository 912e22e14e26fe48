/** What judges that know give an answer beside weights of its features: what they count in it, and what they get wrong. */
import {deriveKey, normals} from '../../engine/keys.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import {isTrained, type PolicySettings} from './index.spec.ts';

/** [Q M]; where there is any. */
export const COUNTED = 'judge/counted';

type Judge = PolicySettings['judge'];

/** Whether the judge weighs features of answers. */
export const weighs = ({kind}: Judge): boolean => kind === 'taste' || kind === 'gold';

const noiseOf = (judge: Judge): number => ('noise' in judge ? judge.noise : 0);

/** Whether weights do not say all. */
export const counts = (judge: Judge): boolean => !isTrained(judge) && (!weighs(judge) || noiseOf(judge) > 0);

/** For every answer to every question, [Q M]. The errors belong to the world's drawing, so they are the same for all members. */
export function countedRewards({world: {drawing}, judge}: PolicySettings, world: AnswerWorld): Float32Array {
  const noise = noiseOf(judge);
  const table = tableOf(judge, world);
  if (noise === 0) return table;
  const errors = normals(deriveKey(drawing, 'judge/errors'), table.length);
  return table.map((x, i) => x + noise * errors[i]);
}

function tableOf(judge: Judge, world: AnswerWorld): Float32Array {
  if (judge.kind === 'checker') return rightShare(world);
  if (judge.kind === 'overlap') return world.overlap!(judge.references);
  return new Float32Array(world.questions.length * world.lattice.states);
}

/** facts / (facts + errors + statements off the topic), 0 where nothing is claimed. */
function rightShare({features, featureTable}: AnswerWorld): Float32Array {
  const [facts, ...others] = ['facts', 'wrong', 'offTopic'].map((name) =>
    features.findIndex((one) => one.name === name),
  );
  return Float32Array.from({length: featureTable.length / features.length}, (_, answer) => {
    const of = (feature: number) => featureTable[answer * features.length + feature];
    const right = of(facts);
    return right && right / (right + others.reduce((sum, feature) => sum + of(feature), 0));
  });
}
