import {lazy, Suspense, useEffect, useState} from 'react';
import {Button} from 'react-aria-components';
import {Hypersphere} from '../panels/hypersphere/Hypersphere.tsx';
import {Timeline} from '../panels/timeline/Timeline.tsx';
import {ForceButtons, Forces} from './Forces.tsx';
import {listenToDrops} from './own/drop.ts';
import {frame, hovered, hoveredTick, kept, marks, neighbours, view} from './run/feeds.ts';
import {useForces} from './run/forces.ts';
import {hover, hoverTick, log, lookBack, want} from './run/session.ts';
import {presentObjective} from './run/settings.ts';
import {useLab, useStory} from './run/store.ts';
import {Hint} from './shell/Hint.tsx';
import {listenToKeys} from './shell/keys.ts';
import {Notice} from './shell/Notice.tsx';
import {Rail} from './shell/Rail.tsx';
import {Side} from './shell/Side.tsx';
import {TopBar} from './shell/TopBar.tsx';

const formula = () =>
  import('../objectives/formulas.ts').then(
    ({objectiveFormula}) => objectiveFormula('encoder', presentObjective(useLab.getState()))!,
  );

const RewardStage = lazy(() => import('./RewardStage.tsx'));

/** A lab: one screen. */
export function Lab() {
  const lab = useLab((state) => state.preset.lab);
  const {figure} = useStory();
  const points = useLab((state) => state.points);
  const forces = useForces((state) => state.shown);
  const [sheet, setSheet] = useState(false);
  useEffect(listenToKeys, []);
  useEffect(listenToDrops, []);
  return (
    <div className="lab" data-sheet={sheet || undefined}>
      <TopBar />
      <aside className="rail" aria-label="Settings">
        <Rail />
      </aside>
      <main className="stage">
        <Notice />
        {lab === 'sphere' && forces === 'none' && <Hint name="hover" />}
        {lab === 'reward' ? (
          <Suspense>
            <RewardStage />
          </Suspense>
        ) : (
          <Hypersphere
            title={figure.title}
            sentence={figure.sentence}
            points={points}
            frame={frame}
            onDrawn={() => want('points')}
            hovered={hovered}
            onHover={hover}
            neighbours={neighbours}
            formula={formula}
            tools={<ForceButtons />}
            overlay={(stage) => <Forces stage={stage} points={points} />}
          />
        )}
      </main>
      <Side />
      <footer className="time">
        <Timeline
          log={log}
          view={view}
          marks={marks}
          hover={hoveredTick}
          onHover={hoverTick}
          onLookBack={lookBack}
          frames={kept}
        />
      </footer>
      <Button
        className="primary sheet-button"
        onPress={() => setSheet(!sheet)}
        aria-expanded={sheet}
        data-testid="sheet"
      >
        {sheet ? 'Close' : 'Settings'}
      </Button>
    </div>
  );
}
