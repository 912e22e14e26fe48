import {type RefObject, useState} from 'react';
import {Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover} from 'react-aria-components';
import {isDrawn} from './layers.ts';
import {readPalette} from './palette.ts';
import {SignButton} from './SignButton.tsx';
import {csvOf, pngOf, saveBlob, type Table} from './save.ts';

interface Props {
  id: string;
  title: string;
  formula?: () => Promise<string>;
  table: () => Table;
  figure: RefObject<HTMLDivElement | null>;
}

/** The buttons beside a panel's title. They are loaded later, and nothing moves when they appear. */
export default function PanelTools({id, title, formula, table, figure}: Props) {
  // Some panels are texts and buttons alone.
  const [drawn, setDrawn] = useState(true);
  const save = async (kind: string) => {
    if (kind === 'csv') saveBlob(`${id}.csv`, new Blob([csvOf(table())], {type: 'text/csv'}));
    else if (kind === 'svg') {
      const {svgOf} = await import('./vector/svgOf.ts');
      saveBlob(`${id}.svg`, await svgOf(figure.current!, title, readPalette().paper));
    } else saveBlob(`${id}.png`, await pngOf(figure.current!, readPalette().paper));
  };
  return (
    <>
      {formula && <Formula load={formula} title={title} />}
      <TableButton table={table} title={title} />
      <MenuTrigger onOpenChange={(open) => open && setDrawn(isDrawn(figure.current!))}>
        <SignButton
          sign="↓"
          word="save"
          tip="Save as a picture or as numbers"
          aria-label={`Save: ${title}`}
          data-testid={`save-${id}`}
        />
        <Popover className="popover" placement="bottom end">
          <Menu className="menu" onAction={(key) => void save(String(key))} aria-label={`Save: ${title}`}>
            {drawn && <MenuItem id="png">Picture (PNG)</MenuItem>}
            {drawn && <MenuItem id="svg">Drawing (SVG)</MenuItem>}
            <MenuItem id="csv">Numbers (CSV)</MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  );
}

function Formula({load, title}: {load: () => Promise<string>; title: string}) {
  const [html, setHtml] = useState('');
  return (
    <DialogTrigger onOpenChange={(open) => open && void load().then(setHtml)}>
      <SignButton sign={<i>ƒ</i>} word="formula" tip="Formula" aria-label={`Formula: ${title}`} />
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
      <SignButton sign="≡" word="table" tip="The numbers as a table" aria-label={`Table: ${title}`} />
      <Popover className="popover" placement="bottom end">
        <Dialog className="table-dialog" aria-label={`Table: ${title}`}>
          <TableView table={table} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** The table as it was when the reader opened it. */
function TableView({table}: {table: () => Table}) {
  const [{caption, columns, rows}] = useState(table);
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
