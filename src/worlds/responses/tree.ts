/**
 * Answers that share their beginnings. An answer to a question is a path from the root of a tree to a leaf: each node adds a segment, so
 * that two leaves say the same up to where their paths part. "Reward Generalization in RLHF: A Topological Perspective" compares leaves
 * of one tree; in a chain, every answer is written anew.
 */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {answer, fitting, type Habits} from './draw.ts';
import {statementsIn} from './language.ts';

export type Topology = 'chain' | 'tree' | 'siblings' | 'across';

export interface TreeSettings {
  topology: Topology;
  branching: number;
  depth: number;
}

/** Answers to each question, and pairs of them. */
export const leavesOf = ({branching, depth}: Pick<TreeSettings, 'branching' | 'depth'>): number => branching ** depth;

/** Nodes of all answers to a question are numbered from here on, question after question. */
const NODES = 4096;

/**
 * The two leaves that are compared in pair `pair` of a drawing: any two, two that part only in their last segment (siblings), or two that
 * part in their first (across). Each pair of such leaves is as likely.
 */
export function leavesCompared(
  {topology, branching, depth}: TreeSettings,
  drawing: number,
  pair: number,
): [number, number] {
  const leaves = leavesOf({branching, depth});
  const [a, b, c] = uniforms(deriveKey(drawing, 'world/tree/pair', pair), 3);
  const one = Math.floor(leaves * a);
  const step = (count: number) => 1 + Math.floor((count - 1) * b);
  if (topology === 'siblings')
    return [one, branching * Math.floor(one / branching) + (((one % branching) + step(branching)) % branching)];
  if (topology === 'across') {
    const under = leaves / branching;
    const branch = (Math.floor(one / under) + step(branching)) % branching;
    return [one, branch * under + Math.floor(under * c)];
  }
  return [one, (one + step(leaves)) % leaves];
}

/**
 * Leaf `leaf` of the answers to question `question`. Segment d of an answer is part d of a response that is drawn for its node, so that
 * in all topologies a single answer is made in the same way.
 */
export function leafTokens(
  habits: Habits,
  {topology, branching, depth}: TreeSettings,
  drawing: number,
  question: number,
  topic: number,
  leaf: number,
): number[] {
  const segments = Array.from({length: depth}, (_, d) => {
    // The nodes of one depth stand behind those of all depths above; the first leaves of a node have its number.
    const above = topology === 'chain' ? d * leavesOf({branching, depth}) : sumOfPowers(branching, d);
    const node = topology === 'chain' ? leaf : Math.floor(leaf / branching ** (depth - 1 - d));
    const said = statementsIn(answer(habits, drawing, question * NODES + above + node, topic, 'world/tree'));
    const at = (k: number) => Math.floor((k * said.length) / depth);
    return said.slice(at(d), at(d + 1));
  });
  return fitting(segments.flat().map(({tokens}) => tokens));
}

/** b + b^2 + ... + b^d: nodes above depth d, without the root. */
const sumOfPowers = (b: number, d: number): number =>
  Array.from({length: d}, (_, k) => b ** (k + 1)).reduce((sum, nodes) => sum + nodes, 0);
