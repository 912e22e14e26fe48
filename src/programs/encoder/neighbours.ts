/** Which points lie nearest to one. */
import type {QuestionSession} from '../../engine/program.ts';
import {nearest} from '../../metrics/nearest.ts';
import type {Points} from '../../worlds/points.ts';
import type {World} from '../../worlds/world.ts';
import type {NeighboursAnswer, NeighboursAsk} from './frames.ts';

export async function findNeighbours(
  {row}: NeighboursAsk,
  {world, frame}: QuestionSession<unknown, World>,
): Promise<NeighboursAnswer | undefined> {
  const {data, shape, tick} = await frame('representations');
  const [count, dimension] = shape;
  if (row >= count) return undefined;
  const {rows, similarities} = nearest({data, dimension, tick, thing: thingsOf(world.points)}, row);
  return {rows, similarities};
}

/** The item that a row shows: equal for two pictures of one concept. */
function thingsOf(points: Points): (row: number) => number {
  if (points.kind === 'emoji') return (row) => row % points.concepts;
  return (row) => points.things?.[row] ?? row;
}
