/** The column of panels beside the sphere, and the buttons with which the reader arranges it. */
import {type CSSProperties, lazy, Suspense} from 'react';
import {PlaceTools} from '../../panels/frame/PanelFrame.tsx';
import {PANELS} from '../../panels/index.spec.ts';
import {PANEL_VIEWS} from '../panels.tsx';
import {useLab} from '../run/store.ts';
import {Hint} from './Hint.tsx';

const AddPanel = lazy(() => import('./overlays.tsx').then((module) => ({default: module.AddPanel})));
const PanelMenu = lazy(() => import('./overlays.tsx').then((module) => ({default: module.PanelMenu})));

/** As many as stand in the column without scrolling. */
const AT_ONCE = 3;

export function Side() {
  const panels = useLab((state) => state.panels);
  const rows = Math.min(AT_ONCE, Math.max(1, panels.length));
  return (
    <section className="side" aria-label="Measurements" data-testid="panels">
      <div className="side-panels" style={{'--rows': rows} as CSSProperties}>
        {panels.map((id) => {
          const View = PANEL_VIEWS[id];
          return (
            <PlaceTools
              key={id}
              value={
                <>
                  {id === 'reading' && <Hint name="wrong" />}
                  <PanelMenu id={id} />
                </>
              }
            >
              <Suspense fallback={<Loading id={id} />}>
                <View />
              </Suspense>
            </PlaceTools>
          );
        })}
      </div>
      <div className="side-foot">
        <Suspense>
          <AddPanel />
        </Suspense>
      </div>
    </section>
  );
}

function Loading({id}: {id: string}) {
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{PANELS.find((panel) => panel.id === id)!.label}</h2>
      </header>
    </section>
  );
}
