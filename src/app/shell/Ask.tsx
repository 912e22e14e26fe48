import {Button} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import {DRAWING} from '../../labs/kit/drawing.ts';
import {settledSpec} from '../../labs/kit/settings.ts';
import {present} from '../page.ts';
import {finishHint, useHints} from './hints.ts';

/** The run goes back to its first step and waits there, until what is expected of it is drawn. */
function drawFirst(name: string): void {
  finishHint(name);
  const experiment = present();
  const state = experiment.store.getState();
  experiment.open(state.preset, settledSpec(state), false);
  experiment.read(DRAWING, {done: false});
}

/** The question that a preset begins with. A guess leads to the lesson that answers it, and is handed in there. */
export function Ask() {
  const {id, ask} = useRun((state) => state.preset);
  const name = `ask-${id}`;
  const done = useHints((state) => state.done.includes(name));
  if (!ask || done) return null;
  const {text, lesson, step, options, here} = ask;
  const address = `#/lessons/${lesson}/${step}`;
  return (
    <section className="ask" aria-label="A question to begin with" data-testid="ask">
      <p>{text}</p>
      <span>
        {options ? (
          options.map((option) => (
            <a
              key={option.id}
              href={`${address}?say=${option.id}`}
              onClick={() => finishHint(name)}
              data-option={option.id}
            >
              {option.label}
            </a>
          ))
        ) : here ? (
          <Button className="quiet ask-here" onPress={() => drawFirst(name)} data-testid="draw-first">
            I’ll draw it
          </Button>
        ) : (
          <a href={address} onClick={() => finishHint(name)}>
            I’ll draw it
          </a>
        )}
      </span>
      <Button className="quiet" aria-label="Put this question away" onPress={() => finishHint(name)}>
        ×
      </Button>
    </section>
  );
}
