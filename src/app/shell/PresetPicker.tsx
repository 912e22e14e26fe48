import {Button, Menu, MenuItem, MenuTrigger, Popover, Text} from 'react-aria-components';
import {PRESETS, presetNamed} from '../presets.ts';
import {choosePreset} from '../run/session.ts';
import {useLab} from '../run/store.ts';

export function PresetPicker() {
  const preset = useLab((state) => state.preset);
  return (
    <section className="preset" aria-label="Preset">
      <MenuTrigger>
        <Button className="preset-button" data-testid="preset">
          <span className="eyebrow">Preset</span>
          <span className="preset-title">
            {preset.title} <span aria-hidden="true">▾</span>
          </span>
        </Button>
        <Popover className="popover" placement="bottom start">
          <Menu
            className="menu presets"
            aria-label="Presets"
            selectionMode="single"
            selectedKeys={[preset.id]}
            onAction={(id) => choosePreset(presetNamed(String(id))!)}
          >
            {PRESETS.map(({id, title, text}) => (
              <MenuItem key={id} id={id} textValue={title} data-testid={`preset-${id}`}>
                <Text slot="label">{title}</Text>
                <Text slot="description">{text}</Text>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <p>{preset.text}</p>
    </section>
  );
}
