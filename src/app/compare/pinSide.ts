/** A pin as one of two runs side by side. */
import {Unreachable} from '../../engine/resources.ts';
import type {EmbeddingFrame, FrontierFrame, PointSet, RewardFrame} from '../../panels/data.ts';
import {constant} from '../../panels/frame/constant.ts';
import {onLoadAgain} from '../../panels/frame/later.ts';
import {signal} from '../../panels/hypersphere/signal.ts';
import {type Spec, stepsBefore, stretchOf} from '../../spec/index.ts';
import type {Points} from '../../worlds/points.ts';
import {pointsOf} from '../experiment/points.ts';
import {ownSpec} from './naming.ts';
import {dataOf, figureOf, type Problem, type Side} from './pair/side.ts';
import {type Picture, unpackRewards, unpackSphere} from './picture.ts';
import type {Pin} from './pin.ts';
import {pictureOf} from './pins.ts';
import {logOf} from './runs.ts';

/** The index of the stage that a run was in. */
export const stageAt = (spec: Spec, position: number): number =>
  Math.max(
    0,
    spec.stages.findLastIndex((_, i) => stepsBefore(spec, i) < position),
  );

export function sideOfPin(pin: Pin, label: string): Side {
  const points = signal<PointSet | undefined>(undefined);
  const embedding = signal<EmbeddingFrame | undefined>(undefined);
  const rewards = signal<RewardFrame | undefined>(undefined);
  const frontier = signal<FrontierFrame | undefined>(undefined);
  const every = signal(1);
  const problem = signal<Problem | undefined>(undefined);
  const spec = ownSpec(pin.spec, pin.member);
  const at = stageAt(spec, pin.position);
  const stage = spec.stages[at];
  const show = async (picture: Picture | undefined) => {
    if (!picture) {
      const sentence = `The picture of “${label}” is not there any more; its curves and numbers are.`;
      problem.set({sentence, passing: false});
    } else if (picture.kind === 'rewards') rewards.set(unpackRewards(picture));
    else if (picture.kind === 'frontier') frontier.set(picture);
    else {
      every.set(picture.every);
      points.set(await pointsOf(picture.world as Points));
      embedding.set(unpackSphere(picture));
    }
  };
  const log = {...logOf(pin), version: 0};
  return {
    ...{id: pin.id, label, points, embedding, rewards, frontier, every, problem},
    stretch: constant(stretchOf(spec, at)),
    figure: constant(figureOf(stage)),
    position: constant(pin.position),
    log: constant(log),
    data: constant(dataOf(stage)),
    begin() {
      let isOver = false;
      const load = async () => {
        problem.set(undefined);
        try {
          const picture = await pictureOf(pin.id);
          if (!isOver) await show(picture);
        } catch (error) {
          const sentence =
            error instanceof Unreachable
              ? `Of the pictures of “${label}”, ${error.message}`
              : `The pictures of “${label}” could not be loaded. Check the connection.`;
          problem.set({sentence, passing: true});
        }
      };
      void load();
      const end = onLoadAgain(() => problem.get()?.passing && void load());
      return () => {
        isOver = true;
        end();
      };
    },
    onDrawn: () => {},
  };
}
