import {useEffect, useState} from 'react';
import {Button} from 'react-aria-components';
import {METRICS} from '../metrics/index.spec.ts';
import {CurvesPanel} from '../panels/curves/CurvesPanel.tsx';
import {Hypersphere} from '../panels/hypersphere/Hypersphere.tsx';
import {PlanePanel} from '../panels/plane/PlanePanel.tsx';
import {TemperaturePanel} from '../panels/temperature/TemperaturePanel.tsx';
import {Timeline} from '../panels/timeline/Timeline.tsx';
import {ForceButtons, Forces} from './Forces.tsx';
import {
  chosenMetric,
  dimension,
  frame,
  hovered,
  hoveredTick,
  kept,
  marks,
  neighbours,
  sharpness,
  similarities,
  temperature,
  view,
} from './run/feeds.ts';
import {chooseMetric, hover, hoverTick, log, lookBack, want} from './run/session.ts';
import {useLab} from './run/store.ts';
import {listenToKeys} from './shell/keys.ts';
import {Notice} from './shell/Notice.tsx';
import {Rail} from './shell/Rail.tsx';
import {TopBar} from './shell/TopBar.tsx';

const formulas = () => import('./formulas.ts');
const formulaOf = (name: 'temperature' | 'plane' | 'sphere') => () => formulas().then((all) => all[name]);

/** The sphere lab: one screen. */
export function Lab() {
  const preset = useLab((state) => state.preset);
  const points = useLab((state) => state.points);
  const [sheet, setSheet] = useState(false);
  useEffect(listenToKeys, []);
  return (
    <div className="lab" data-sheet={sheet || undefined}>
      <TopBar />
      <aside className="rail" aria-label="Settings">
        <Rail />
      </aside>
      <main className="stage">
        <Notice />
        <Hypersphere
          title={preset.figure.title}
          sentence={preset.figure.sentence}
          points={points}
          frame={frame}
          onDrawn={() => want('points')}
          hovered={hovered}
          onHover={hover}
          neighbours={neighbours}
          formula={formulaOf('sphere')}
          tools={<ForceButtons />}
          overlay={(stage) => <Forces stage={stage} points={points} />}
        />
      </main>
      <section className="side" aria-label="Measurements">
        <TemperaturePanel
          similarities={similarities}
          temperature={temperature}
          sharpness={sharpness}
          onDrawn={() => want('similarities')}
          formula={formulaOf('temperature')}
        />
        <PlanePanel
          log={log}
          view={view}
          marks={marks}
          dimension={dimension}
          hover={hoveredTick}
          onHover={hoverTick}
          formula={formulaOf('plane')}
        />
        <CurvesPanel
          log={log}
          view={view}
          marks={marks}
          metrics={METRICS}
          chosen={chosenMetric}
          onChoose={chooseMetric}
          formula={() => formulas().then(({metric}) => metric(chosenMetric.get()))}
          hover={hoveredTick}
          onHover={hoverTick}
        />
      </section>
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
