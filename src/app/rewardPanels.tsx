/** The panels of the reward lab with the feeds that they draw; loaded with the first of them. */
import {useEffect} from 'react';
import {AccuracyByGapPanel} from '../panels/reward/AccuracyByGapPanel.tsx';
import {AuditPanel} from '../panels/reward/AuditPanel.tsx';
import {BestOfPanel} from '../panels/reward/BestOfPanel.tsx';
import {CategoriesPanel} from '../panels/reward/CategoriesPanel.tsx';
import {MarginPanel} from '../panels/reward/MarginPanel.tsx';
import {ReadingPanel} from '../panels/reward/ReadingPanel.tsx';
import {ReliabilityPanel} from '../panels/reward/ReliabilityPanel.tsx';
import {StyleSubstancePanel} from '../panels/reward/StyleSubstancePanel.tsx';
import {WeightsPanel} from '../panels/reward/WeightsPanel.tsx';
import {audit, candidates, categories, chosenPair, comparedTexts, rewards, weights} from './run/feeds.ts';
import {choosePair, want, watch} from './run/session.ts';

type FormulaName = 'categories' | 'audit' | 'bestOf' | 'accuracy' | 'reliability' | 'margins' | 'weights' | 'substance';

const formulaOf = (name: FormulaName) => () => import('./rewardFormulas.ts').then(({panels}) => panels[name]);

const wantRewards = () => want('rewards');
const wantCandidates = () => want('candidates');
const wantWeights = () => want('weights');

const wantAudit = () => want('audit');

const OF_REWARDS = {rewards, onDrawn: wantRewards};

const useRewards = () => useEffect(() => watch('rewards'), []);

export function Audit() {
  useEffect(() => watch('audit'), []);
  return <AuditPanel audit={audit} onDrawn={wantAudit} formula={formulaOf('audit')} />;
}

export function BestOf() {
  useEffect(() => watch('candidates'), []);
  return <BestOfPanel candidates={candidates} onDrawn={wantCandidates} formula={formulaOf('bestOf')} />;
}

export function Accuracy() {
  useRewards();
  return <AccuracyByGapPanel {...OF_REWARDS} formula={formulaOf('accuracy')} />;
}

export function ByCategory() {
  useRewards();
  return <CategoriesPanel {...OF_REWARDS} categories={categories} formula={formulaOf('categories')} />;
}

export function Reliability() {
  useRewards();
  return <ReliabilityPanel {...OF_REWARDS} formula={formulaOf('reliability')} />;
}

export function Margins() {
  useRewards();
  return <MarginPanel {...OF_REWARDS} formula={formulaOf('margins')} />;
}

export function Substance() {
  useRewards();
  return <StyleSubstancePanel {...OF_REWARDS} formula={formulaOf('substance')} />;
}

export function Weights() {
  useEffect(() => watch('weights'), []);
  return <WeightsPanel weights={weights} onDrawn={wantWeights} formula={formulaOf('weights')} />;
}

export function Reading() {
  useRewards();
  return <ReadingPanel {...OF_REWARDS} texts={comparedTexts} chosen={chosenPair} onChoose={choosePair} />;
}
