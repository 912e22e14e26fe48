import {createContext, memo, type ReactNode, Suspense, use, useId, useRef, useState} from 'react';
import {Terms} from '../glossary/Terms.tsx';
import {lazyLater, Nothing} from './later.ts';
import type {Table} from './save.ts';

/** Kept as they are while what they stand beside changes with each frame. */
const PanelTools = memo(lazyLater(async () => (await import('./PanelTools.tsx')).default, Nothing));

/** Buttons that the page adds to a panel, depending on where it stands. */
export const PlaceTools = createContext<ReactNode>(undefined);
/** A line that the page adds to a panel, below its title. */
export const PlaceNote = createContext<ReactNode>(undefined);

interface Props {
  /** Short name for test ids and file names. */
  id: string;
  title: string;
  /** One sentence on how to read the panel. */
  sentence: ReactNode;
  /** Loads the formula's HTML on demand. */
  formula?: () => Promise<string>;
  /** The panel's numbers as a table, made on demand. */
  table: () => Table;
  /** The panel's own buttons, before those that every panel has. */
  tools?: ReactNode;
  /** Heading level of the title. */
  level?: 1 | 2;
  children: ReactNode;
}

/** The frame of every panel: title, sentence, formula, drawing, the table behind it, and files to save. */
export function PanelFrame({id, title, sentence, formula, table, tools, level = 2, children}: Props) {
  const heading = useId();
  const figure = useRef<HTMLDivElement>(null);
  const placeTools = use(PlaceTools);
  const latest = useRef(table);
  latest.current = table;
  const [newest] = useState(() => () => latest.current());
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <section className={`panel panel-${id}`} aria-labelledby={heading} data-testid={`panel-${id}`}>
      <header className="panel-head">
        <Heading id={heading}>{title}</Heading>
        <div className="panel-tools">
          {tools}
          <Suspense>
            <PanelTools id={id} title={title} formula={formula} table={newest} figure={figure} />
            {placeTools}
          </Suspense>
        </div>
      </header>
      {use(PlaceNote)}
      <p className="panel-sentence">
        <Terms>{sentence}</Terms>
      </p>
      <div className="panel-figure" ref={figure}>
        {children}
      </div>
    </section>
  );
}
