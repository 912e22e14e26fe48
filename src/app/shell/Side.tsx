/** The column of panels beside the figure, and the buttons with which the reader arranges it. */
import {type CSSProperties, Suspense} from 'react';
import {useRun} from '../../labs/kit/context.tsx';
import {PlaceNote, PlaceTools} from '../../panels/frame/PanelFrame.tsx';
import {isHidden, useTeaching} from '../modes/teaching/rules.ts';
import {usePage} from '../page.ts';
import {Boundary} from './Boundary.tsx';
import {Hint} from './Hint.tsx';
import {AddPanel, PanelMenu} from './menus.ts';

/** Number of panels that the column holds without scrolling. */
const AT_ONCE = 3;

/** `bare`: as they are, without the buttons. */
export function Side({bare: asked}: {bare: boolean}) {
  const fixed = useTeaching(({now}) => isHidden(now, 'panels'));
  const bare = asked || fixed;
  const panels = useRun((state) => state.panels);
  const lab = usePage((state) => state.loaded);
  if (bare && panels.length === 0) return null;
  const rows = Math.min(AT_ONCE, Math.max(1, panels.length));
  return (
    <section className="side" aria-label="Measurements" data-testid="panels">
      <div className="side-panels" style={{'--rows': rows} as CSSProperties}>
        {panels.map((id) => {
          const panel = lab?.panels.find((one) => one.id === id);
          return (
            <PlaceTools key={id} value={bare ? undefined : <PanelMenu id={id} />}>
              <PlaceNote value={bare ? undefined : <Hint spot={`panel:${id}`} />}>
                <Boundary what={`The panel “${panel?.label ?? id}”`}>
                  <Suspense fallback={<Loading label={panel?.label} />}>
                    {panel ? <panel.View /> : <Loading />}
                  </Suspense>
                </Boundary>
              </PlaceNote>
            </PlaceTools>
          );
        })}
      </div>
      {!bare && (
        <div className="side-foot">
          <Suspense>
            <AddPanel />
          </Suspense>
        </div>
      )}
    </section>
  );
}

function Loading({label}: {label?: string}) {
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{label}</h2>
      </header>
    </section>
  );
}
