import {useState} from 'react';
import {Button} from 'react-aria-components';
import {useExperiment} from '../../labs/kit/context.tsx';
import {settledSpec} from '../../labs/kit/settings.ts';
import {language} from '../../programs/index.spec.ts';
import {changesMade, describeDifference} from '../../spec/index.ts';
import {addressOf} from '../addressOf.ts';

/** Links that open the same experiment on another machine. */
export default function Links() {
  // The state when the dialog was opened: a link must not change while it is copied.
  const {store} = useExperiment();
  const [state] = useState(store.getState);
  const {preset, spec, panels} = state;
  const settled = settledSpec(state);
  const changes = changesMade(language, preset.spec, settled).map(describeDifference);
  const moves = spec.moves.length;
  const file = settled.stages.some((stage) => language.places(stage).some(({field}) => field.type === 'file'));
  return (
    <>
      <p>
        {changes.length === 0
          ? `This is the preset “${preset.title}”, unchanged.`
          : `“${preset.title}” with ${changes.join(', ')}.`}
      </p>
      <CopyLink
        label="These settings, from step 0"
        testId="link-settings"
        address={addressOf(preset, settled, panels)}
      />
      {moves > 0 && (
        <CopyLink
          label={`This exact run, with ${moves === 1 ? 'the one slider move' : `all ${moves} slider moves`} made while it trained`}
          testId="link-run"
          address={addressOf(preset, spec, panels)}
        />
      )}
      <p className="fine">
        {file
          ? 'Everything but your file is in the link: whoever opens it needs that file too.'
          : 'Everything is in the link.'}{' '}
        On the same kind of backend it gives the same numbers.
      </p>
    </>
  );
}

function CopyLink({label, address, testId}: {label: string; address: string; testId: string}) {
  const [copied, setCopied] = useState(false);
  const url = new URL(`#${address}`, location.href).href;
  const copy = () => navigator.clipboard.writeText(url).then(() => setCopied(true));
  return (
    <div className="copy">
      <label>
        {label}
        <input readOnly value={url} data-testid={testId} onFocus={(event) => event.target.select()} />
      </label>
      <Button onPress={() => void copy()}>{copied ? 'Copied' : 'Copy'}</Button>
    </div>
  );
}
