import {createContext, lazy, type ReactNode, Suspense, use, useId, useRef} from 'react';
import type {Table} from './save.ts';

const PanelTools = lazy(() => import('./PanelTools.tsx'));

/** Buttons that the place where a panel stands adds to it. */
export const PlaceTools = createContext<ReactNode>(undefined);

interface Props {
  /** Short name for test ids and file names. */
  id: string;
  title: string;
  /** One sentence on how to read the panel. */
  sentence: ReactNode;
  /** Loads the formula's HTML when it is wanted. */
  formula?: () => Promise<string>;
  /** What the panel shows, in numbers; made when it is wanted. */
  table: () => Table;
  /** Buttons of the panel's own, before those that every panel has. */
  tools?: ReactNode;
  /** Heading level of the title. */
  level?: 1 | 2;
  children: ReactNode;
}

/** What every panel has: a title, a sentence, the formula, the drawing, a table behind it, and files to save. */
export function PanelFrame({id, title, sentence, formula, table, tools, level = 2, children}: Props) {
  const heading = useId();
  const figure = useRef<HTMLDivElement>(null);
  const placeTools = use(PlaceTools);
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <section className={`panel panel-${id}`} aria-labelledby={heading} data-testid={`panel-${id}`}>
      <header className="panel-head">
        <Heading id={heading}>{title}</Heading>
        <div className="panel-tools">
          {tools}
          <Suspense>
            <PanelTools id={id} title={title} formula={formula} table={table} figure={figure} />
            {placeTools}
          </Suspense>
        </div>
      </header>
      <p className="panel-sentence">{sentence}</p>
      <div className="panel-figure" ref={figure}>
        {children}
      </div>
    </section>
  );
}
