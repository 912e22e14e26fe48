import {Button, Menu, MenuItem, MenuTrigger, Popover, Text} from 'react-aria-components';
import type {Place} from '../../spec/index.ts';

interface Props {
  /** Id of the heading that names the section. */
  labelledBy: string;
  label: string;
  testId: string;
  kinds: readonly Place['part'][];
  value: string;
  onChange(kind: string): void;
}

/** One of many parts, each with a sentence on what it is. */
export function KindMenu({labelledBy, label, testId, kinds, value, onChange}: Props) {
  const button = `${labelledBy}-kind`;
  return (
    <MenuTrigger>
      <Button id={button} className="kind-button" aria-labelledby={`${labelledBy} ${button}`} data-testid={testId}>
        {kinds.find(({kind}) => kind === value)?.label} <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu kinds"
          aria-label={label}
          selectionMode="single"
          selectedKeys={[value]}
          onAction={(kind) => onChange(String(kind))}
        >
          {kinds.map((part) => (
            <MenuItem key={part.kind} id={part.kind} textValue={part.label} data-testid={`${testId}-${part.kind}`}>
              <Text slot="label">{part.label}</Text>
              <Text slot="description">{part.help}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
