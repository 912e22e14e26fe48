/** The panels of the sphere with the feeds that they draw. The first two come with the lab, the others when wanted. */
import type {BatchFrame, EmbeddingFrame, Neighbours, SimilarityFrame, SpectrumFrame} from '../../panels/data.ts';
import {lazyPart} from '../../panels/frame/later.ts';
import {PlanePanel} from '../../panels/plane/PlanePanel.tsx';
import {TemperaturePanel} from '../../panels/temperature/TemperaturePanel.tsx';
import {ENCODER_METRICS} from '../../programs/encoder/metrics.spec.ts';
import {trainingSection} from '../../programs/training.spec.ts';
import {CURVES, MetricCurves} from '../kit/Curves.tsx';
import {useAnswer, useExperiment, useFrame, useFrameOf, useRun, useSelected} from '../kit/context.tsx';
import {batchSizeOf, hoveredTickOf, marksOf, pointsOf, viewOf} from '../kit/feeds.ts';
import {metricFormula, panelFormula} from '../kit/formulas.ts';
import {ghostsOf} from '../kit/ghosts.ts';
import type {LabPanel} from '../kit/lab.ts';
import type {RunState} from '../kit/state.ts';
import {useFigureStage} from './figureStage.ts';
import {weighingOf} from './law.ts';

const BoundPanel = lazyPart(() => import('../../panels/bound/BoundPanel.tsx'));
const ClassesPanel = lazyPart(() => import('../../panels/classes/ClassesPanel.tsx'));
const EvennessPanel = lazyPart(() => import('../../panels/evenness/EvennessPanel.tsx'));
const MatrixPanel = lazyPart(() => import('../../panels/matrix/MatrixPanel.tsx'));
const NeighboursPanel = lazyPart(() => import('../../panels/neighbours/NeighboursPanel.tsx'));
const SpectrumPanel = lazyPart(() => import('../../panels/spectrum/SpectrumPanel.tsx'));
const SpreadPanel = lazyPart(() => import('../../panels/spread/SpreadPanel.tsx'));
const SimilaritiesPanel = lazyPart(() => import('../../panels/similarities/SimilaritiesPanel.tsx'));

/** Sizes of a batch whose ceilings are shown beside the present one: the marks of its slider. */
const BATCH_SIZES = trainingSection.parts[0].fields.batch.marks;

const dimensionOf = ({frames}: RunState) => (frames.points as EmbeddingFrame | undefined)?.dimension;
const firstOf = ({firsts}: RunState) => firsts.representations as EmbeddingFrame | undefined;

function Temperature() {
  const {feed, onDrawn} = useFrame<SimilarityFrame>('similarities');
  return (
    <TemperaturePanel
      similarities={feed}
      weighing={useSelected(weighingOf)}
      onDrawn={onDrawn}
      formula={panelFormula('temperature')}
    />
  );
}

function Plane() {
  const experiment = useExperiment();
  return (
    <PlanePanel
      log={experiment.log}
      view={useSelected(viewOf)}
      marks={useSelected(marksOf)}
      dimension={useSelected(dimensionOf)}
      hover={useSelected(hoveredTickOf)}
      onHover={(tick) => experiment.hoverTick(tick)}
      ghosts={ghostsOf(experiment)}
      formula={panelFormula('plane')}
    />
  );
}

const Curves = () => <MetricCurves metrics={ENCODER_METRICS} formulaOf={metricFormula} />;

function Similarities() {
  const {feed, onDrawn} = useFrame<SimilarityFrame>('similarities');
  return <SimilaritiesPanel similarities={feed} onDrawn={onDrawn} formula={panelFormula('similarities')} />;
}

function Matrix() {
  const {feed, onDrawn} = useFrame<BatchFrame>('batch');
  return (
    <MatrixPanel
      batch={feed}
      points={useSelected(pointsOf)}
      weighing={useSelected(weighingOf)}
      onDrawn={onDrawn}
      formula={panelFormula('matrix')}
    />
  );
}

function Bound() {
  const experiment = useExperiment();
  return (
    <BoundPanel
      log={experiment.log}
      view={useSelected(viewOf)}
      batch={useSelected(batchSizeOf)}
      sizes={BATCH_SIZES}
      hover={useSelected(hoveredTickOf)}
      onHover={(tick) => experiment.hoverTick(tick)}
      formula={panelFormula('bound')}
    />
  );
}

function Spectrum() {
  const {feed, onDrawn} = useFrame<SpectrumFrame>('spectrum');
  return <SpectrumPanel spectrum={feed} onDrawn={onDrawn} formula={panelFormula('spectrum')} />;
}

function Classes() {
  const {feed, onDrawn} = useFrameOf<EmbeddingFrame>('points');
  return (
    <ClassesPanel frame={feed} points={useSelected(pointsOf)} onDrawn={onDrawn} formula={panelFormula('classes')} />
  );
}

function Evenness() {
  const {feed} = useFrameOf<EmbeddingFrame>('points');
  const stage = useFigureStage((state) => state.stage);
  return <EvennessPanel frame={feed} stage={stage} formula={panelFormula('evenness')} />;
}

function Spread() {
  const isFlat = useRun((state) => dimensionOf(state) === 2);
  return <SpreadPanel flat={isFlat} formula={panelFormula('spread')} />;
}

function NeighboursThenAndNow() {
  useFrame<EmbeddingFrame>('representations');
  return (
    <NeighboursPanel
      first={useSelected(firstOf)}
      points={useSelected(pointsOf)}
      neighbours={useAnswer<Neighbours>('neighbours')}
      formula={panelFormula('neighbours')}
    />
  );
}

export const PANELS: readonly LabPanel[] = [
  {
    id: 'temperature',
    label: 'Who gets pushed hardest',
    help: 'The push on a negative by its similarity, as the objective weighs it.',
    View: Temperature,
  },
  {
    id: 'plane',
    label: 'Alignment against uniformity',
    help: 'The path of the run between the two parts of the loss.',
    View: Plane,
  },
  {...CURVES, View: Curves},
  {
    id: 'evenness',
    label: 'How even is it?',
    help: 'Holes and crowds of the sphere in colours, beside as many points spread evenly.',
    View: Evenness,
  },
  {
    id: 'spread',
    label: 'Twelve points: a game',
    help: 'Spread twelve points by hand, against the uniformity loss.',
    View: Spread,
  },
  {
    id: 'similarities',
    label: 'Positives apart from negatives',
    help: 'How similar the pairs of a batch are, and how far the two kinds overlap.',
    View: Similarities,
  },
  {
    id: 'matrix',
    label: 'Every view against every other',
    help: 'All cosines of a batch as a picture: positives on the diagonal, negatives that are of one class.',
    View: Matrix,
  },
  {
    id: 'bound',
    label: 'What a batch of this size can show',
    help: 'The information that two views are shown to share, and its ceiling log N.',
    View: Bound,
  },
  {
    id: 'spectrum',
    label: 'How many directions are used',
    help: 'The singular values of representations and of points, and their effective rank.',
    View: Spectrum,
  },
  {
    id: 'classes',
    label: 'One class against the others',
    help: 'The cosines of all points to the mean direction of one class, class by class.',
    View: Classes,
  },
  {
    id: 'neighbours',
    label: 'Neighbours before and now',
    help: 'The nearest neighbours of a thing at the start and now, and which of them stayed.',
    View: NeighboursThenAndNow,
  },
];
