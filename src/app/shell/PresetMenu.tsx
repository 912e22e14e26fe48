import type {ReactNode} from 'react';
import {Button, Menu, MenuItem, MenuTrigger, Popover, Text} from 'react-aria-components';
import {PRESETS_OF, presetNamed} from '../presets.ts';
import {choosePreset} from '../run/session.ts';
import {useLab} from '../run/store.ts';

/** All presets with their questions, behind the name of the present one. */
export function PresetMenu({children}: {children: ReactNode}) {
  const {id: present, lab} = useLab((state) => state.preset);
  return (
    <MenuTrigger>
      <Button className="preset-button" data-testid="preset">
        {children}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu presets"
          aria-label="Presets"
          selectionMode="single"
          selectedKeys={[present]}
          onAction={(id) => choosePreset(presetNamed(String(id))!)}
        >
          {PRESETS_OF[lab].map(({id, title, text}) => (
            <MenuItem key={id} id={id} textValue={title} data-testid={`preset-${id}`}>
              <Text slot="label">{title}</Text>
              <Text slot="description">{text}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
