/** A link that shows the run, and others after it, in front of a class. */
import './modes.css';
import {useState} from 'react';
import {Checkbox, Input, Label, TextField} from 'react-aria-components';
import {useExperiment} from '../../labs/kit/context.tsx';
import {idsOf} from '../../presets/index.ts';
import {addressOf, linkOf} from '../addressOf.ts';
import {usePage} from '../page.ts';
import {Copy} from '../share/Copy.tsx';
import {checkItems, tidied} from './items.ts';
import {FIGURE, viewText} from './view.ts';

export default function Present() {
  const {store} = useExperiment();
  const [state] = useState(store.getState);
  const lab = usePage((page) => page.lab);
  const panels = usePage((page) => page.loaded?.panels ?? []);
  const [shows, setShows] = useState(FIGURE);
  const [all, setAll] = useState(true);
  const [text, setText] = useState(() => state.preset.id);
  const list = all ? [] : tidied(text);
  const problem = all ? undefined : checkItems(list);
  const address = addressOf(state.preset, state.spec, state.panels, {
    view: viewText({kind: 'present', shows, list}),
  });
  const link = linkOf(address);
  return (
    <>
      <p>
        Large type and one panel on the whole screen. Arrow keys, or the buttons of a clicker, go through a list; Esc
        ends it.
      </p>
      <p>
        <label className="present-shows">
          Begins with{' '}
          <select
            className="chart-select"
            value={shows}
            onChange={({currentTarget}) => setShows(currentTarget.value)}
            data-testid="present-shows"
          >
            <option value={FIGURE}>the figure</option>
            {panels.map(({id, label}) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </p>
      <Checkbox className="present-all" isSelected={all} onChange={setAll} data-testid="present-all">
        <span className="present-box" aria-hidden="true">
          {all && '✓'}
        </span>
        All {idsOf(lab.presets).length} presets of this lab, in their order
      </Checkbox>
      {!all && (
        <TextField className="class-says" value={text} onChange={setText} isInvalid={problem !== undefined}>
          <Label>Presets, studies and runs, one after another</Label>
          <Input data-testid="present-list" />
          <p className="fine" role="status">
            {problem ?? 'For example: emoji, hot, studies/simcse. A run is its link.'}
          </p>
        </TextField>
      )}
      {problem === undefined && (
        <>
          <Copy label="Link that presents" testId="link-present" text={link} />
          <a className="present-start" href={link} data-testid="present-start">
            Begin now
          </a>
        </>
      )}
    </>
  );
}
