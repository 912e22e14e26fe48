import {type KeyboardEvent, useState} from 'react';
import {Button} from 'react-aria-components';
import {LONGEST_NAME} from './pin.ts';
import {pins, renamePin} from './pins.ts';

interface Props {
  id: string;
  /** The name that the pin has when the field is empty. */
  automatic: string;
  onDone(): void;
}

/** The reader's own name for a pin. Enter keeps it, Escape leaves it as it was. */
export function NameField({id, automatic, onDone}: Props) {
  const [text, setText] = useState(() => pins.getState().pins.find((pin) => pin.id === id)?.name ?? '');
  const keep = () => {
    renamePin(id, text);
    onDone();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keep();
    else if (event.key === 'Escape') onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className="compare-name">
      <input
        // The reader has just asked to type here.
        // biome-ignore lint/a11y/noAutofocus: see above
        autoFocus
        aria-label="Name of this run"
        value={text}
        placeholder={automatic}
        maxLength={LONGEST_NAME}
        onChange={({currentTarget}) => setText(currentTarget.value)}
        onKeyDown={press}
        data-testid="pin-name"
      />
      <Button className="quiet" onPress={keep}>
        Keep
      </Button>
    </span>
  );
}
