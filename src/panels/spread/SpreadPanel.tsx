/** Twelve points to place by hand, against the score that the uniformity loss has for them. */
import './spread.css';
import {type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState} from 'react';
import {Button} from 'react-aria-components';
import {uniformityOfSphere} from '../../metrics/uniformity/ofSphere.ts';
import {wantsCalm} from '../chart/glide.ts';
import {gather} from '../evenness/cube.ts';
import {levelsAround, levelsOn, ROUND} from '../evenness/density.ts';
import {drawBand} from '../evenness/draw.ts';
import {PaintedBall} from '../evenness/PaintedBall.ts';
import {evenPotential} from '../evenness/potential.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import {placeIn} from '../frame/pointer.ts';
import type {Table} from '../frame/save.ts';
import {type Surface, useCanvas} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import type {Disc} from '../hypersphere/layout.ts';
import {
  about,
  after,
  arc,
  dragged,
  matrixOf,
  type Quaternion,
  STILL,
  turned,
  underPointer,
  type Vector,
} from '../hypersphere/rotation.ts';
import {facing, Turn} from '../hypersphere/turn.ts';
import {COUNT} from './descent.ts';
import {drawEdges, drawPoints, type Seen, seenOf} from './draw.ts';
import {Game, type GameState, isBest, wordsOf} from './game.ts';

interface Props {
  /** Whether the run's points lie on a circle. */
  flat: boolean;
  formula?: () => Promise<string>;
}

const randomScore = (flat: boolean) => -uniformityOfSphere(flat ? 2 : 3);

const INSTRUCTIONS =
  'Drag a point, or the sphere. Full stop and comma choose a point, the arrow keys then move it, with Shift in finer steps; Escape lets it go, and the arrow keys turn the sphere.';

export default function SpreadPanel({flat, formula}: Props) {
  const [game] = useState(() => new Game(flat));
  useEffect(() => {
    if (game.state.get().flat !== flat) game.restart(flat);
  }, [game, flat]);
  return (
    <PanelFrame
      id="spread"
      title="Twelve points"
      sentence="Spread them as evenly as you can. The uniformity loss keeps the score, and can try it too."
      formula={formula}
      table={() => tableOf(game.state.get())}
    >
      <div className="spread">
        <Board game={game} />
        <Score game={game} />
      </div>
    </PanelFrame>
  );
}

function Score({game}: {game: Game}) {
  const state = useFeed(game.state);
  const {score, best, flat, descends, by} = state;
  const random = randomScore(flat);
  const part = (value: number) => `${Math.min(100, Math.max(0, (100 * value) / best))}%`;
  return (
    <div className="spread-side" data-testid="spread" data-score={score} data-settled={isBest(state)}>
      <p className="spread-score">
        <b data-picture-text>{score.toFixed(3)}</b> <span data-picture-text>of {best.toFixed(3)}</span>
      </p>
      <div className="spread-track" aria-hidden="true">
        <i style={{width: part(score)}} data-best={isBest(state) || undefined} />
        <span style={{left: part(random)}}>random</span>
      </div>
      <p className="spread-words" aria-live="polite">
        {wordsOf(state, random)}
      </p>
      <div className="spread-buttons">
        <Button className="primary" onPress={() => game.descend(wantsCalm())} data-testid="spread-descend">
          {descends ? 'Stop' : 'Let the loss do it'}
        </Button>
        <Button
          className="quiet"
          onPress={() => game.restart()}
          isDisabled={by === 'nobody'}
          data-testid="spread-restart"
        >
          Start over
        </Button>
      </div>
    </div>
  );
}

/** The axis about which each arrow key turns what it moves. */
const AXES: ReadonlyMap<string, Vector> = new Map<string, Vector>([
  ['ArrowLeft', [0, -1, 0]],
  ['ArrowRight', [0, 1, 0]],
  ['ArrowUp', [-1, 0, 0]],
  ['ArrowDown', [1, 0, 0]],
]);
const DEGREES = Math.PI / 180;
/** Pixels within which a pointer has hold of a point. */
const NEAR = 16;
const FINGER = 26;
/** On a circle, points lie inside the band. */
const INSIDE = 0.72;

interface Held {
  pointer: number;
  point: number | undefined;
  from: Vector;
  start: Quaternion;
}

function newParts() {
  const turn = new Turn();
  // The points begin on the side that faces the reader.
  turn.reset(facing(0, 1));
  return {turn, ball: new PaintedBall(), round: new Float32Array(ROUND)};
}

function Board({game}: {game: Game}) {
  const [{turn, ball, round}] = useState(newParts);
  const held = useRef<Held>(undefined);
  const last = useRef<{disc: Disc; seen: Seen; painted: unknown}>(undefined);
  const hint = useId();
  const {flat, chosen, score} = useFeed(game.state);

  const draw = ({context, palette, width, height, now}: Surface): boolean => {
    const goesOn = game.advance();
    const {points, chosen, flat} = game.state.get();
    const disc = {x: width / 2, y: height / 2, radius: Math.max(8, Math.min(width, height) / 2 - 7)};
    const turning = turn.advance(now);
    const matrix = matrixOf(flat ? STILL : turn.now);
    const places = Float32Array.from(points);
    const inner = {...disc, radius: INSIDE * disc.radius};
    const seen = seenOf(points, matrix, flat ? inner : disc);
    if (flat) {
      seen.depth.fill(1);
      levelsAround(places, COUNT, evenPotential(2), round);
      drawBand(context, palette, ball.ramp(palette), disc, (at) => round[at]);
    } else {
      if (last.current?.painted !== points) {
        ball.set((levels) => levelsOn(gather(places, COUNT), evenPotential(3), levels), now, true);
      }
      ball.draw(context, palette, disc, matrix, now);
      for (const front of [false, true]) {
        drawEdges(context, palette, points, matrix, disc, front);
        drawPoints(context, palette, seen, chosen, front);
      }
    }
    if (flat) drawPoints(context, palette, seen, chosen, true);
    last.current = {disc: flat ? inner : disc, seen, painted: points};
    return goesOn || turning;
  };
  const {ref, redraw} = useCanvas(draw, [game.state]);

  const direction = (event: PointerEvent<HTMLElement>): Vector => {
    const at = placeIn(event.currentTarget, event);
    const {x, y, radius} = last.current!.disc;
    return underPointer((at.x - x) / radius, (y - at.y) / radius);
  };
  const toWorld = (seen: Vector): Vector => {
    const [w, x, y, z] = flat ? STILL : turn.now;
    return turned([w, -x, -y, -z], seen);
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || held.current || !last.current) return;
    const at = placeIn(event.currentTarget, event);
    const near = event.pointerType === 'mouse' ? NEAR : FINGER;
    const point = nearest(last.current.seen, at.x, at.y, near);
    held.current = {pointer: event.pointerId, point, from: direction(event), start: turn.now};
    event.currentTarget.setPointerCapture(event.pointerId);
    game.choose(point);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const now = held.current;
    if (now?.pointer !== event.pointerId) return;
    if (now.point !== undefined) game.place(now.point, toWorld(direction(event)));
    else if (!flat) {
      turn.set(dragged(now.start, now.from, direction(event)));
      redraw();
    }
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    if (held.current?.pointer === event.pointerId) held.current = undefined;
  };
  const board = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It comes after the press: a finger on a point moves that, and beside the points it may scroll the page.
    const hold = (event: TouchEvent) => held.current?.point !== undefined && event.preventDefault();
    const element = board.current!;
    element.addEventListener('touchstart', hold, {passive: false});
    return () => element.removeEventListener('touchstart', hold);
  }, []);

  const turnTo = (goal: Quaternion) => {
    if (wantsCalm()) turn.set(goal);
    else turn.turnTo(goal, performance.now());
    redraw();
  };
  /** Brings a point to the front. */
  const face = (point: number) => {
    if (flat) return;
    const {points} = game.state.get();
    const at: Vector = [points[3 * point], points[3 * point + 1], points[3 * point + 2]];
    turnTo(after(arc(turned(turn.goal, at), [0, 0, 1]), turn.goal));
  };
  const act = (key: string, angle: number): boolean => {
    const axis = AXES.get(key);
    if (key === '.' || key === ',') face(game.step(key === '.' ? 1 : -1));
    else if (key === 'Escape' && chosen !== undefined) game.choose(undefined);
    else if (axis && chosen !== undefined) {
      // On a circle all that there is to do is to go round it.
      const way: Vector = [0, 0, key === 'ArrowLeft' || key === 'ArrowUp' ? 1 : -1];
      game.nudge(flat ? way : axis, angle, flat ? STILL : turn.now);
    } else if (axis && !flat) turnTo(after(about(axis, 2 * angle), turn.goal));
    else return false;
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!act(event.key, (event.shiftKey ? 1 : 6) * DEGREES)) return;
    // The page has keys of its own.
    event.preventDefault();
    event.stopPropagation();
  };
  const which = chosen === undefined ? '' : ` Point ${chosen + 1} is chosen.`;
  return (
    <div
      ref={board}
      className="spread-board"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application, with keys of its own
      tabIndex={0}
      aria-label={`Twelve points on a ${flat ? 'circle' : 'sphere'}, score ${score.toFixed(2)}.${which}`}
      aria-describedby={hint}
      data-testid="spread-board"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={press}
    >
      <canvas ref={ref} />
      <p className="spread-unseen" id={hint}>
        {INSTRUCTIONS}
      </p>
    </div>
  );
}

/** The point under the pointer; those in front are met first. */
function nearest({x, y, depth}: Seen, px: number, py: number, near: number): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    const distance = Math.hypot(x[i] - px, y[i] - py);
    const score = distance + (depth[i] < 0 ? near : 0);
    if (distance <= near && score < least) [best, least] = [i, score];
  }
  return best;
}

function tableOf({points, score, best}: GameState): Table {
  const n = points.length / 3;
  const angleTo = (i: number) => {
    let most = -1;
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const cosine = [0, 1, 2].reduce((sum, k) => sum + points[3 * i + k] * points[3 * j + k], 0);
      most = Math.max(most, Math.min(1, cosine));
    }
    return Number((Math.acos(most) / DEGREES).toFixed(1));
  };
  return {
    caption: `Twelve points with a score of ${score.toFixed(3)}; the best is ${best.toFixed(3)}.`,
    columns: ['point', 'x', 'y', 'z', 'degrees to the nearest'],
    rows: Array.from({length: n}, (_, i) => [
      i + 1,
      ...[0, 1, 2].map((k) => Number(points[3 * i + k].toFixed(3))),
      angleTo(i),
    ]),
  };
}
