import type {Move, Spec} from '../spec/index.ts';

/** The moves of a run after one more: it ends what was recorded for later, and replaces one made at this very tick. */
export function withMove({stages, moves}: Spec, move: Move): Move[] {
  const place = (id: string) => stages.findIndex((stage) => stage.id === id);
  const others = moves.filter((m) => {
    if (m.stage !== move.stage) return place(m.stage) < place(move.stage);
    return m.tick < move.tick || (m.tick === move.tick && m.path !== move.path);
  });
  return [...others, move];
}
