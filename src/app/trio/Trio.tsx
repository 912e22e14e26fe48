/** Three spheres side by side: the present run at three temperatures, training together and turned together. */
import './trio.css';
import {useEffect, useMemo, useState} from 'react';
import {Button, Dialog, Heading, Modal, ModalOverlay} from 'react-aria-components';
import {useStore} from 'zustand';
import {useExperiment, useRun} from '../../labs/kit/context.tsx';
import {hoveredOf} from '../../labs/kit/feeds.ts';
import {feedOf, isOver} from '../../labs/kit/state.ts';
import {formatSteps, formatTemperature, formatValue} from '../../panels/chart/format.ts';
import type {PointSet} from '../../panels/data.ts';
import {turns} from '../../panels/frame/turns.ts';
import {FramesContext} from '../../panels/frame/useCanvas.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {SmallSphere} from '../../panels/hypersphere/SmallSphere.tsx';
import {type Camera, newCamera} from '../../panels/hypersphere/stage.ts';
import {ENCODER_METRICS} from '../../programs/encoder/metrics.spec.ts';
import {surroundingsOf} from '../experiment/around.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {LiveLimit} from '../experiment/live.ts';
import {backendChoice} from '../page.ts';
import {slowly} from '../studies/slowly.ts';
import {closeTrio} from './open.ts';
import {type Member, Trio} from './trio.ts';

/** On WebGPU it has a device of its own. */
const live = new LiveLimit<Experiment>(1);

/** Milliseconds between two readings of the numbers. */
const EVERY = 300;

const SAYINGS = ['Sharp: the nearest count.', 'In between.', 'Blunt: all count alike.'];

export default function TrioDialog() {
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(open) => !open && closeTrio()} isDismissable>
      <Modal className="modal trio-modal">
        <Dialog className="trio" data-testid="trio">
          <Three />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Three() {
  const main = useExperiment();
  const [{trio, camera, frames}] = useState(() => ({
    trio: new Trio(main.store.getState(), surroundingsOf(live, backendChoice)),
    camera: newCamera(),
    frames: turns(),
  }));
  useEffect(() => {
    trio.begin();
    return () => trio.end();
  }, [trio]);
  const points = useStore(trio.experiment.store, (state) => state.points);
  return (
    <FramesContext value={frames}>
      <header>
        <Heading slot="title">Three temperatures at once</Heading>
        <p>The same network, data and seed, from step 0. Turn one sphere, and all turn.</p>
        <Status trio={trio} />
        <PlayButton trio={trio} />
        <Button slot="close" className="icon" aria-label="Close" data-testid="trio-close">
          ✕
        </Button>
      </header>
      <div className="trio-row">
        {trio.members.map((member, i) => (
          <Sphere key={member.temperature} trio={trio} index={i} camera={camera} points={points} />
        ))}
      </div>
    </FramesContext>
  );
}

/** How far the three are, and how fast the run behind them goes on. */
function Status({trio}: {trio: Trio}) {
  const {tick, steps, problem} = useReading(trio, () => {
    const {position, spec, phase, notice} = trio.experiment.store.getState();
    const problem = phase === 'failed' || phase === 'stopped' ? (notice ?? 'It stopped.') : '';
    return {tick: position, steps: spec.stages[0].steps, problem};
  });
  const beside = useRun((state) =>
    state.phase === 'training' ? `your own run beside it: ${state.stepsPerSecond.toFixed(1)} steps/s` : '',
  );
  return (
    <p className="trio-status" data-testid="trio-status" data-step={tick}>
      <span>{problem || `step ${formatSteps(tick)} of ${formatSteps(steps)}`}</span>
      <span>{beside}</span>
    </p>
  );
}

function PlayButton({trio: {experiment}}: {trio: Trio}) {
  const phase = useStore(experiment.store, (state) => state.phase);
  const plays = phase === 'training';
  return (
    <Button
      className="primary"
      onPress={() => experiment.playOrPause()}
      isDisabled={phase === 'opening' || isOver({phase})}
      data-testid="trio-play"
    >
      {plays || phase === 'opening' ? '❚❚ Pause' : '▶ Play'}
    </Button>
  );
}

/** Something of the trio that changes with every step, read a few times a second. */
function useReading<T extends object>({experiment}: Trio, of: () => T): T {
  useFeed(useMemo(() => slowly(experiment.log, EVERY), [experiment]));
  useStore(experiment.store, (state) => state.phase);
  return of();
}

const noFrame = () => {};

interface SphereProps {
  trio: Trio;
  index: number;
  camera: Camera;
  points: PointSet | undefined;
}

function Sphere({trio, index, camera, points}: SphereProps) {
  const {experiment, members} = trio;
  const {temperature, points: frame} = members[index];
  const hovered = useMemo(() => feedOf(experiment.store, hoveredOf), [experiment]);
  const name = `τ = ${formatTemperature(temperature)}`;
  return (
    <section className="trio-one" aria-label={`Temperature ${temperature}`} data-testid={`trio-${temperature}`}>
      <h3>
        {name} <small>{SAYINGS[index]}</small>
      </h3>
      <div className="trio-figure">
        <SmallSphere
          label={`Temperature ${temperature}`}
          points={points}
          frame={frame}
          onDrawn={noFrame}
          hovered={hovered}
          onHover={(row) => experiment.hover(row)}
          camera={camera}
        />
      </div>
      <Numbers trio={trio} index={index} member={members[index]} />
    </section>
  );
}

/** Metrics under each sphere; the second of a pair where the first is not measured. */
const SHOWN = ['uniformity', ['kNearest', 'recallAt1']] as const;

function Numbers({trio, index, member}: {trio: Trio; index: number; member: Member}) {
  const negatives = useFeed(member.negatives);
  const {now, best} = useReading(trio, () => readingsOf(trio, index));
  return (
    <dl>
      <div>
        <dt>effective negatives</dt>
        <dd data-testid="trio-effective">
          {negatives ? negatives.effective.toFixed(negatives.effective < 9.95 ? 1 : 0) : '–'}
          {negatives && <small> of {negatives.all}</small>}
        </dd>
      </div>
      {now.map(({label, value}, i) => (
        <div key={label} data-best={best[i] || undefined}>
          <dt>{label}</dt>
          <dd>{value === undefined ? '–' : formatValue(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The newest values of one member, and whether each is the best of the three. */
function readingsOf({experiment, members}: Trio, index: number) {
  const all = members.map((_, i) => experiment.log.newest(i));
  const names = SHOWN.map((one) =>
    typeof one === 'string' ? one : (one.find((name) => name in all[index]) ?? one[0]),
  );
  const now = names.map((name) => ({label: labelOf(name), value: all[index][name] as number | undefined}));
  const best = names.map((name) => {
    const values = all.flatMap((newest) => (name in newest ? [newest[name]] : []));
    const wanted = name === 'uniformity' ? Math.min(...values) : Math.max(...values);
    const isAlone = values.filter((value) => value === wanted).length === 1;
    return values.length === all.length && isAlone && all[index][name] === wanted;
  });
  return {now, best};
}

const labelOf = (name: string): string => {
  const metric = ENCODER_METRICS.find((one) => one.name === name)!;
  return metric.label.toLowerCase();
};
