/** Every panel with the feeds that it draws. Those that are there at first come with the page, the others when wanted. */
import {type ComponentType, lazy, useEffect} from 'react';
import {metricsOf} from '../metrics/index.spec.ts';
import {CurvesPanel} from '../panels/curves/CurvesPanel.tsx';
import type {PanelId} from '../panels/index.spec.ts';
import {PlanePanel} from '../panels/plane/PlanePanel.tsx';
import {TemperaturePanel} from '../panels/temperature/TemperaturePanel.tsx';
import {language} from '../programs/index.spec.ts';
import {PRESETS, stageOf} from './presets.ts';
import {
  actingTemperature,
  batch,
  batchSize,
  chosenMetric,
  dimension,
  first,
  frame,
  hoveredTick,
  marks,
  neighbours,
  points,
  sharpness,
  similarities,
  spectrum,
  temperature,
  view,
} from './run/feeds.ts';
import {chooseMetric, hoverTick, log, want, watch} from './run/session.ts';
import {presentObjective} from './run/settings.ts';
import {useLab} from './run/store.ts';

const BoundPanel = lazy(() => import('../panels/bound/BoundPanel.tsx'));
const ClassesPanel = lazy(() => import('../panels/classes/ClassesPanel.tsx'));
const MatrixPanel = lazy(() => import('../panels/matrix/MatrixPanel.tsx'));
const NeighboursPanel = lazy(() => import('../panels/neighbours/NeighboursPanel.tsx'));
const SpectrumPanel = lazy(() => import('../panels/spectrum/SpectrumPanel.tsx'));
const SimilaritiesPanel = lazy(() => import('../panels/similarities/SimilaritiesPanel.tsx'));

type RewardPanels = typeof import('./rewardPanels.tsx');

const ofReward = (name: keyof RewardPanels) =>
  lazy(async () => ({default: (await import('./rewardPanels.tsx'))[name]}));

const batchField = language.places(stageOf(PRESETS[0].spec)).find(({path}) => path === 'training.batch')!.field;
/** Sizes of a batch whose ceilings are shown beside the present one: the marks of its slider. */
const BATCH_SIZES = batchField.type === 'number' ? batchField.marks : [];

const formulaOf =
  (name: 'temperature' | 'plane' | 'similarities' | 'matrix' | 'bound' | 'spectrum' | 'classes' | 'neighbours') => () =>
    import('../panels/formulas.ts').then(({panelFormulas}) => panelFormulas[name]);

const useFrame = (frame: string) => useEffect(() => watch(frame), [frame]);
const wantSimilarities = () => want('similarities');
const wantBatch = () => want('batch');
const wantPoints = () => want('points');
const wantSpectrum = () => want('spectrum');

function Temperature() {
  useFrame('similarities');
  return (
    <TemperaturePanel
      similarities={similarities}
      temperature={temperature}
      sharpness={sharpness}
      onDrawn={wantSimilarities}
      formula={formulaOf('temperature')}
    />
  );
}

function Plane() {
  return (
    <PlanePanel
      log={log}
      view={view}
      marks={marks}
      dimension={dimension}
      hover={hoveredTick}
      onHover={hoverTick}
      formula={formulaOf('plane')}
    />
  );
}

function Curves() {
  const lab = useLab((state) => state.preset.lab);
  const program = useLab((state) => stageOf(state.spec).program);
  return (
    <CurvesPanel
      key={lab}
      log={log}
      view={view}
      marks={marks}
      metrics={metricsOf(program)}
      chosen={chosenMetric}
      onChoose={chooseMetric}
      formula={chosenFormula}
      hover={hoveredTick}
      onHover={hoverTick}
    />
  );
}

/** A loss has the formula of its objective. */
async function chosenFormula(): Promise<string> {
  const [{metricFormula}, {objectiveFormula}] = await Promise.all([
    import('../metrics/formulas.ts'),
    import('../objectives/formulas.ts'),
  ]);
  const state = useLab.getState();
  const {program} = stageOf(state.spec);
  return metricFormula(chosenMetric.get(), program) ?? objectiveFormula(program, presentObjective(state))!;
}

function Similarities() {
  useFrame('similarities');
  return (
    <SimilaritiesPanel similarities={similarities} onDrawn={wantSimilarities} formula={formulaOf('similarities')} />
  );
}

function Matrix() {
  useFrame('batch');
  return (
    <MatrixPanel
      batch={batch}
      points={points}
      temperature={actingTemperature}
      onDrawn={wantBatch}
      formula={formulaOf('matrix')}
    />
  );
}

function Bound() {
  return (
    <BoundPanel
      log={log}
      view={view}
      batch={batchSize}
      sizes={BATCH_SIZES}
      hover={hoveredTick}
      onHover={hoverTick}
      formula={formulaOf('bound')}
    />
  );
}

function Spectrum() {
  useFrame('spectrum');
  return <SpectrumPanel spectrum={spectrum} onDrawn={wantSpectrum} formula={formulaOf('spectrum')} />;
}

function Classes() {
  return <ClassesPanel frame={frame} points={points} onDrawn={wantPoints} formula={formulaOf('classes')} />;
}

function NeighboursThenAndNow() {
  useFrame('representations');
  return <NeighboursPanel first={first} points={points} neighbours={neighbours} formula={formulaOf('neighbours')} />;
}

export const PANEL_VIEWS: Readonly<Record<PanelId, ComponentType>> = {
  temperature: Temperature,
  plane: Plane,
  curves: Curves,
  similarities: Similarities,
  matrix: Matrix,
  bound: Bound,
  spectrum: Spectrum,
  classes: Classes,
  neighbours: NeighboursThenAndNow,
  reading: ofReward('Reading'),
  writing: ofReward('Writing'),
  audit: ofReward('Audit'),
  bestOf: ofReward('BestOf'),
  accuracy: ofReward('Accuracy'),
  categories: ofReward('ByCategory'),
  substance: ofReward('Substance'),
  margins: ofReward('Margins'),
  reliability: ofReward('Reliability'),
  weights: ofReward('Weights'),
};
