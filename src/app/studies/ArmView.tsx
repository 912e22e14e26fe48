/** One arm while it trains: its sphere, or its rewards against length, or else a curve; its step, and what it has measured. */
import {type ReactNode, useEffect, useMemo, useRef} from 'react';
import {ExperimentProvider, useExperiment, useFrame, useFrameOf, useRun, useSelected} from '../../labs/kit/context.tsx';
import {hoveredOf} from '../../labs/kit/feeds.ts';
import {presentStage} from '../../labs/kit/settings.ts';
import {hasLengths} from '../../labs/reward/lengths.ts';
import type {Draws} from '../../lessons/kit/lesson.ts';
import {gold} from '../../metrics/exact/index.spec.ts';
import {loss} from '../../metrics/loss/index.spec.ts';
import {gap} from '../../metrics/memoryless/index.spec.ts';
import type {Metric} from '../../metrics/metric.ts';
import {formatSteps, formatValue} from '../../panels/chart/format.ts';
import {SmallCurve} from '../../panels/curves/SmallCurve.tsx';
import type {EmbeddingFrame, RewardFrame} from '../../panels/data.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {SmallSphere} from '../../panels/hypersphere/SmallSphere.tsx';
import {ReliabilityChart} from '../../panels/reliability/ReliabilityPanel.tsx';
import {RewardLengthChart} from '../../panels/rewardLength/RewardLengthPanel.tsx';
import {allSteps} from '../../spec/index.ts';
import type {Measure} from '../../studies/kit/measures.ts';
import type {Arm} from '../../studies/kit/study.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {slowly} from './slowly.ts';
import type {ArmExperiment} from './trainee.ts';

/** Milliseconds between two drawings of an arm: several train side by side. */
const EVERY = 280;

interface Props {
  arm: Arm;
  trainee: ArmExperiment;
  /** Those that stand under it. */
  measures: readonly Measure[];
  /** Whether it waits for a place. */
  waits: boolean;
  /** Where the lab opens the same run. */
  link: string | undefined;
}

const TONES = {method: 'the method', baseline: 'a baseline', ablation: 'an ablation', reference: 'a reference'};

export function ArmView({arm, trainee, measures, waits, link}: Props) {
  const {label, role = 'baseline', help, name} = arm;
  return (
    <RunFrame
      kind="arm"
      experiment={trainee.experiment}
      {...{name, label, help, role, link}}
      heading={
        <>
          <Shape role={role} /> {label}
          <span className="unseen">, {TONES[role]}</span>
        </>
      }
    >
      <Numbers measures={measures} waits={waits} />
    </RunFrame>
  );
}

interface FrameProps {
  /** What the page calls it. */
  kind: 'arm' | 'run';
  experiment: Experiment;
  name: string;
  label: string;
  heading: ReactNode;
  help?: string | undefined;
  role?: Arm['role'];
  /** Where the lab opens the same run. */
  link: string | undefined;
  /** Its figure; what its program shows best when left out. */
  draws?: Draws | undefined;
  /** What stands under its figure. */
  children: ReactNode;
}

/** A run beside others: its heading, a link to the lab, its figure. */
export function RunFrame({kind, experiment, name, label, heading, help, role, link, draws, children}: FrameProps) {
  return (
    <ExperimentProvider value={experiment}>
      <section className="arm" aria-label={label} data-role={role} data-testid={`${kind}-${name}`}>
        <header>
          <h2 title={help}>{heading}</h2>
          {link && (
            <a href={link} aria-label={`Open “${label}” in the lab`} title={`Open this ${kind} in the lab`}>
              ↗
            </a>
          )}
        </header>
        <div className="arm-figure">
          <ArmFigure label={label} draws={draws} />
        </div>
        {children}
      </section>
    </ExperimentProvider>
  );
}

/** The shape that dots of such an arm have in the study's figure. */
export function Shape({role}: {role: NonNullable<Arm['role']>}) {
  const shapes = {
    method: <circle cx="6" cy="6" r="4.6" />,
    baseline: <circle cx="6" cy="6" r="4" />,
    ablation: <path d="M6 1 11 6 6 11 1 6Z" />,
    reference: <rect x="2" y="2" width="8" height="8" />,
  };
  return (
    <svg className="arm-shape" data-role={role} width="12" height="12" aria-hidden="true">
      {shapes[role]}
    </svg>
  );
}

/** What a run's program shows best, small: its sphere, its rewards against length, or else a curve. */
function ArmFigure({label, draws}: {label: string; draws: Draws | undefined}) {
  const program = useRun((state) => presentStage(state).program);
  const lengths = useRun((state) => presentStage(state).program === 'reward' && hasLengths(state));
  if (draws === 'reliability') return <Reliability />;
  if (draws === 'loss') return <Curve metric={loss} />;
  if (program === 'encoder') return <Sphere label={label} />;
  if (program === 'policy') return <Curve metric={gold} />;
  if (program === 'source') return <Curve metric={gap} />;
  return lengths ? <Rewards /> : <Curve metric={loss} />;
}

/** Asks for the next frame a little later than the last one was drawn. */
function useLater(then: () => void): () => void {
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(then, EVERY);
  };
}

function Sphere({label}: {label: string}) {
  const experiment = useExperiment();
  const points = useRun((state) => state.points);
  const {feed, onDrawn} = useFrameOf<EmbeddingFrame>('points');
  return (
    <SmallSphere
      label={label}
      points={points}
      frame={feed}
      onDrawn={useLater(onDrawn)}
      hovered={useSelected(hoveredOf)}
      onHover={(row) => experiment.hover(row)}
    />
  );
}

function Rewards() {
  const {feed, onDrawn} = useFrame<RewardFrame>('rewards');
  return <RewardLengthChart rewards={feed} onDrawn={useLater(onDrawn)} />;
}

function Reliability() {
  const {feed, onDrawn} = useFrame<RewardFrame>('rewards');
  return <ReliabilityChart rewards={feed} onDrawn={useLater(onDrawn)} />;
}

/** A metric by step, for runs without points or lengths. */
function Curve({metric}: {metric: Metric}) {
  const {log} = useExperiment();
  const feed = useMemo(() => slowly(log, EVERY), [log]);
  const steps = useRun(({spec}) => allSteps(spec));
  return <SmallCurve metric={metric} log={feed} steps={steps} />;
}

interface NumbersProps extends Pick<Props, 'waits'> {
  measures: readonly Pick<Measure, 'name' | 'label'>[];
  /** Steps that it is to make, Infinity where there is no end; those of the run when left out. */
  until?: number;
}

/** Its step, and the newest values of a few metrics. */
export function Numbers({measures, waits, until}: NumbersProps) {
  const {log, store} = useExperiment();
  const newest = useFeed(useMemo(() => slowly(log, EVERY), [log]));
  const all = useRun(({spec}) => allSteps(spec));
  const steps = until ?? all;
  const failed = useRun(({phase}) => phase === 'failed' || phase === 'stopped');
  // The log says more often that something is new.
  const position = waits ? 0 : store.getState().position;
  const values = measures.flatMap(({name, label}) => {
    const value = newest.series(name).values.at(-1);
    return value === undefined || waits ? [] : [{name, label, value}];
  });
  return (
    <footer>
      <div className="arm-progress" aria-hidden="true">
        <i style={{width: `${Math.min(100, (100 * position) / steps)}%`}} />
      </div>
      <dl>
        <div>
          <dt>step</dt>
          <dd>{failed ? 'stopped' : waits ? 'waits' : stepText(position, steps)}</dd>
        </div>
        {values.slice(0, 3).map(({name, label, value}) => (
          <div key={name}>
            <dt title={label}>{label.toLowerCase()}</dt>
            <dd>{formatValue(value)}</dd>
          </div>
        ))}
      </dl>
    </footer>
  );
}

/** A run may have been trained further than it is shown here. */
const stepText = (position: number, steps: number): string =>
  position <= steps && Number.isFinite(steps)
    ? `${formatSteps(position)} / ${formatSteps(steps)}`
    : formatSteps(position);
