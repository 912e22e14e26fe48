import {useState} from 'react';
import {Button, Dialog, DialogTrigger, Popover, Radio, RadioGroup} from 'react-aria-components';
import {BACKEND_LABELS, BACKENDS} from '../../engine/backends/names.ts';
import {useRun} from '../../labs/kit/context.tsx';
import type {BackendChoice} from '../experiment/surroundings.ts';
import {backendChoice, chooseBackend} from '../page.ts';
import {Engine} from './Engine.tsx';

/** What the run computes on, why, and a way to choose. */
export function BackendBadge() {
  const backend = useRun((state) => state.backend);
  const phase = useRun((state) => state.phase);
  if (!backend) return null;
  const name = [BACKEND_LABELS[backend.name], backend.adapter].filter(Boolean).join(' · ');
  return (
    <DialogTrigger>
      <Button className="badge" aria-label={`Computes on ${name}`} data-testid="backend" data-backend={backend.name}>
        <span className="dot" data-phase={phase} />
        <span className="badge-name">{name}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="badge-dialog" aria-label="What the run computes on">
          <Choices reason={backend.reason} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Choices({reason}: {reason: string}) {
  const [choice, setChoice] = useState<BackendChoice>(backendChoice());
  const choose = (name: string) => {
    setChoice(name as BackendChoice);
    chooseBackend(name as BackendChoice);
  };
  return (
    <>
      <p data-testid="backend-reason">{reason}</p>
      <RadioGroup className="radios" value={choice} onChange={choose} aria-label="Compute on">
        <Radio value="auto" className="radio" data-testid="backend-auto">
          Whatever is fastest here
        </Radio>
        {BACKENDS.map((name) => (
          <Radio key={name} value={name} className="radio" data-testid={`backend-${name}`}>
            {BACKEND_LABELS[name]}
          </Radio>
        ))}
      </RadioGroup>
      <Engine />
      <p className="fine">The run goes on from where it is. Nothing leaves this machine.</p>
    </>
  );
}
