/** A goal that was met can be sent back: as a link with its result, which whoever opens it can reproduce. */
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {useExperiment} from '../../../labs/kit/context.tsx';
import {Copy} from '../../share/Copy.tsx';
import {sharedTexts} from '../../share/ways.ts';

export default function Return() {
  const {store, log} = useExperiment();
  const [link, setLink] = useState<string>();
  const take = () => setLink(sharedTexts(store.getState(), log.get()).result?.link);
  if (link !== undefined) return <Copy label="Send this link back" testId="link-return" text={link} />;
  return (
    <Button onPress={take} data-testid="task-return">
      Make a link to send back
    </Button>
  );
}
