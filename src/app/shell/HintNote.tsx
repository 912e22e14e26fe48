import './hint.css';
import {useEffect} from 'react';
import {Button} from 'react-aria-components';
import {useExperiment, useRun} from '../../labs/kit/context.tsx';
import type {LabHint} from '../../labs/kit/lab.ts';
import {finishHint} from './hints.ts';

export default function HintNote({hint}: {hint: LabHint}) {
  const {store} = useExperiment();
  const {name, says, kbd, isFollowed} = hint;
  const text = useRun(says);
  useEffect(
    () => store.subscribe((now, before) => isFollowed(now, before) && finishHint(name)),
    [store, name, isFollowed],
  );
  return (
    <p className={`hint hint-${name}`} role="note" data-testid={`hint-${name}`}>
      {text}
      {kbd && <kbd>{kbd}</kbd>}
      <Button className="hint-close" aria-label="Put this hint away" onPress={() => finishHint(name)}>
        ×
      </Button>
    </p>
  );
}
