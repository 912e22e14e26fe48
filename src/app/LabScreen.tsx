/** A lab: one screen, whatever the lab. */
import {Suspense, useEffect, useState} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {useShallow} from 'zustand/react/shallow';
import {ExperimentProvider, useExperiment, useRun, useSelected} from '../labs/kit/context.tsx';
import {hoveredTickOf, keptOf, marksOf, viewOf} from '../labs/kit/feeds.ts';
import {lazyLater, lazyPart, loadLater, Nothing} from '../panels/frame/later.ts';
import {Timeline} from '../panels/timeline/Timeline.tsx';
import {canFork, closeFork, openFork, useFork} from './fork/open.ts';
import {useTeaching} from './modes/teaching/rules.ts';
import {shownAs} from './modes/view.ts';
import {listenToDrops} from './own/drop.ts';
import {listenToHistory, usePage} from './page.ts';
import {Ask} from './shell/Ask.tsx';
import {Boundary} from './shell/Boundary.tsx';
import {Hint} from './shell/Hint.tsx';
import {listenToKeys} from './shell/keys.ts';
import {Notice} from './shell/Notice.tsx';
import {PresetAbove} from './shell/PresetPicker.tsx';
import {Rail} from './shell/Rail.tsx';
import {Side} from './shell/Side.tsx';
import {TopBar} from './shell/TopBar.tsx';
import {TurnBelow} from './shell/TurnBelow.tsx';
import {closeTrio, useTrio} from './trio/open.ts';

const EmbedBar = lazyPart(() => import('./modes/EmbedBar.tsx'));
const ForkDialog = lazyPart(() => import('./fork/ForkDialog.tsx'));
const LinkedResult = lazyPart(() => import('./result/LinkedResult.tsx'));
const Offers = lazyLater(async () => (await import('./keeping/Offers.tsx')).Offers, Nothing);
const Sweep = lazyPart(() => import('./sweep/Sweep.tsx'));
const Task = lazyPart(() => import('./modes/teaching/Task.tsx'));
const Trio = lazyPart(() => import('./trio/Trio.tsx'));

export function LabScreen() {
  const {experiment, lab, loaded, beside} = usePage(
    useShallow(({experiment, lab, loaded, beside}) => ({experiment, lab, loaded, beside})),
  );
  const [sheet, setSheet] = useState(false);
  const sweep = usePage((state) => state.sweep !== undefined);
  const trio = useTrio((state) => state.open);
  useEffect(listenToKeys, []);
  useEffect(listenToHistory, []);
  useEffect(listenToDrops, []);
  // Another run, or another page, has other temperatures.
  const preset = useStore(experiment.store, (state) => state.preset);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is their change that counts
  useEffect(() => closeTrio, [experiment, preset]);
  const forkAt = useFork((state) => state.at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is its change that counts
  useEffect(() => closeFork, [experiment]);
  useEffect(() => experiment.store.subscribe(({position}) => position > 0, loadLater), [experiment]);
  const way = shownAs(beside);
  const {kind} = way;
  const whole = kind === 'lab';
  const teaching = useTeaching(({now}) => now);
  const panel = way.kind === 'present' ? loaded?.panels.find(({id}) => id === way.shows) : undefined;
  const Shown = panel?.View ?? loaded?.Figure;
  return (
    <ExperimentProvider value={experiment}>
      <div className="lab" data-sheet={sheet || undefined} data-view={kind}>
        {whole && <TopBar />}
        {whole && (
          <aside className="rail" aria-label="Settings">
            <Boundary what="This column of settings">
              <Rail />
            </Boundary>
          </aside>
        )}
        <main className="stage">
          <Notice />
          <Boundary what="The result in this link">
            <Suspense>{beside.result !== undefined && <LinkedResult text={beside.result} />}</Suspense>
          </Boundary>
          {whole && (
            <Boundary what="What was kept of earlier runs">
              <Suspense>
                <Offers />
              </Suspense>
            </Boundary>
          )}
          {whole && <PresetAbove />}
          {whole && !teaching && <Ask />}
          <Boundary what="The task in this link">
            <Suspense>{teaching && <Task key={beside.teaching} teaching={teaching} />}</Suspense>
          </Boundary>
          {Shown && (
            <>
              {whole && <Hint spot="figure" />}
              <Boundary key={panel?.id ?? lab.name} what="This figure">
                <Suspense>
                  <Shown />
                </Suspense>
              </Boundary>
              <TurnBelow always={!whole} />
            </>
          )}
        </main>
        {whole && (
          <footer className="time">
            <Boundary what="The timeline">
              <Time />
            </Boundary>
          </footer>
        )}
        {kind !== 'present' && <Side bare={!whole} />}
        <Boundary key={`${trio} ${forkAt} ${sweep}`} what="This part of the page">
          <Suspense>
            {trio && <Trio />}
            {forkAt !== undefined && <ForkDialog at={forkAt} />}
            {sweep && <Sweep />}
            {kind === 'embed' && <EmbedBar />}
          </Suspense>
        </Boundary>
        {whole && (
          <Button
            className="primary sheet-button"
            onPress={() => setSheet(!sheet)}
            aria-expanded={sheet}
            data-testid="sheet"
          >
            {sheet ? 'Close' : 'Settings'}
          </Button>
        )}
      </div>
    </ExperimentProvider>
  );
}

function Time() {
  const experiment = useExperiment();
  return (
    <Timeline
      log={experiment.log}
      view={useSelected(viewOf)}
      marks={useSelected(marksOf)}
      hover={useSelected(hoveredTickOf)}
      onHover={(tick) => experiment.hoverTick(tick)}
      onLookBack={(at) => experiment.lookBack(at)}
      frames={useSelected(keptOf)}
      onFork={useRun(canFork) ? () => openFork(experiment.store.getState()) : undefined}
    />
  );
}
