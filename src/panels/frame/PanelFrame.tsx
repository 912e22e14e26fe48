import {type ReactNode, useId, useRef, useState} from 'react';
import {Button, Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover} from 'react-aria-components';
import {readPalette} from './palette.ts';
import {csvOf, pngOf, saveBlob, type Table} from './save.ts';

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
  /** Heading level of the title. */
  level?: 1 | 2;
  children: ReactNode;
}

/** What every panel has: a title, a sentence, the formula, the drawing, a table behind it, and files to save. */
export function PanelFrame({id, title, sentence, formula, table, level = 2, children}: Props) {
  const heading = useId();
  const figure = useRef<HTMLDivElement>(null);
  const Heading = level === 1 ? 'h1' : 'h2';
  const save = async (kind: string) => {
    if (kind === 'csv') saveBlob(`${id}.csv`, new Blob([csvOf(table())], {type: 'text/csv'}));
    else saveBlob(`${id}.png`, await pngOf(figure.current!, readPalette().paper));
  };
  return (
    <section className={`panel panel-${id}`} aria-labelledby={heading} data-testid={`panel-${id}`}>
      <header className="panel-head">
        <Heading id={heading}>{title}</Heading>
        <div className="panel-tools">
          {formula && <Formula load={formula} title={title} />}
          <TableButton table={table} title={title} />
          <MenuTrigger>
            <Button className="quiet" aria-label={`Save: ${title}`} data-testid={`save-${id}`}>
              ↓
            </Button>
            <Popover className="popover" placement="bottom end">
              <Menu className="menu" onAction={(key) => void save(String(key))} aria-label={`Save: ${title}`}>
                <MenuItem id="png">Picture (PNG)</MenuItem>
                <MenuItem id="csv">Numbers (CSV)</MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        </div>
      </header>
      <p className="panel-sentence">{sentence}</p>
      <div className="panel-figure" ref={figure}>
        {children}
      </div>
    </section>
  );
}

function Formula({load, title}: {load: () => Promise<string>; title: string}) {
  const [html, setHtml] = useState('');
  return (
    <DialogTrigger onOpenChange={(open) => open && !html && void load().then(setHtml)}>
      <Button className="quiet" aria-label={`Formula: ${title}`}>
        <i>ƒ</i>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="formula" aria-label={`Formula: ${title}`}>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own formulas, rendered when the page was built */}
          <div dangerouslySetInnerHTML={{__html: html}} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

const ROWS = 200;

function TableButton({table, title}: {table: () => Table; title: string}) {
  return (
    <DialogTrigger>
      <Button className="quiet" aria-label={`Table: ${title}`}>
        ≡
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="table-dialog" aria-label={`Table: ${title}`}>
          <TableView table={table()} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function TableView({table: {caption, columns, rows}}: {table: Table}) {
  return (
    // A scrolling region must be reachable by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-scroll" tabIndex={0} aria-label={caption}>
      <table>
        <caption>
          {caption}
          {rows.length > ROWS && ` The last ${ROWS} of ${rows.length} rows; the file has all.`}
        </caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(-ROWS).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity and are never reordered
            <tr key={i}>
              {row.map((value, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={j}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
