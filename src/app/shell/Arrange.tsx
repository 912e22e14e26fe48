/** Menus that arrange the panels beside the figure. */
import {useEffect, useRef} from 'react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Text,
} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import type {LabPanel} from '../../labs/kit/lab.ts';
import {SignButton} from '../../panels/frame/SignButton.tsx';
import {type Arrangement, added, moved, removed, replaced} from '../arrangement.ts';
import {present, usePage} from '../page.ts';

/** What gets the focus after the panels were arranged: the menu of a panel, or the button that adds one. */
let focusNext: string | undefined;

function arrangeAndFocus(panels: Arrangement, focus: string): void {
  focusNext = focus;
  present().arrange(panels);
}

/** A reference to a button that takes the focus when it is its turn. */
function useTurn(name: string) {
  const button = useRef<HTMLButtonElement>(null);
  const panels = useRun((state) => state.panels);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever the panels were arranged
  useEffect(() => {
    if (focusNext !== name) return;
    focusNext = undefined;
    // After the menu that is closing has given the focus back.
    requestAnimationFrame(() => requestAnimationFrame(() => button.current?.focus()));
  }, [name, panels]);
  return button;
}

const NONE: readonly LabPanel[] = [];

/** The panels of the lab in view. */
const usePanels = () => usePage(({loaded}) => loaded?.panels ?? NONE);

/** Those that make sense for the present run. */
function useOffered(): readonly LabPanel[] {
  const all = usePanels();
  const ids = useRun((state) => all.flatMap(({id, applies}) => (applies && !applies(state) ? [] : [id])).join()).split(
    ',',
  );
  return all.filter(({id}) => ids.includes(id));
}

const labelOf = (panels: readonly LabPanel[], id: string) => panels.find((panel) => panel.id === id)?.label ?? id;

/** The menu of a panel, in its frame. */
export function PanelMenu({id}: {id: string}) {
  const panels = useRun((state) => state.panels);
  const all = usePanels();
  const offered = useOffered();
  const button = useTurn(id);
  const at = panels.indexOf(id);
  const act = (key: string) => {
    if (key === 'up') arrangeAndFocus(moved(panels, id, -1), id);
    else if (key === 'down') arrangeAndFocus(moved(panels, id, 1), id);
    else if (key === 'remove') arrangeAndFocus(removed(panels, id), panels[at + 1] ?? panels[at - 1] ?? 'add');
    else arrangeAndFocus(replaced(panels, id, key), key);
  };
  return (
    <MenuTrigger>
      <SignButton
        sign="⋯"
        word="arrange"
        tip="Move, remove, or show another panel here"
        ref={button}
        aria-label={`Arrange: ${labelOf(all, id)}`}
        data-testid={`arrange-${id}`}
      />
      <Popover className="popover arrange" placement="bottom end">
        <Menu
          className="menu"
          aria-label={`Arrange: ${labelOf(all, id)}`}
          disabledKeys={[...(at === 0 ? ['up'] : []), ...(at === panels.length - 1 ? ['down'] : [])]}
          onAction={(key) => act(String(key))}
        >
          <MenuItem id="up">Move up</MenuItem>
          <MenuItem id="down">Move down</MenuItem>
          <MenuItem id="remove">Remove</MenuItem>
          <Separator />
          <MenuSection>
            <Header>Show instead</Header>
            {offered
              .filter((panel) => panel.id !== id)
              .map((panel) => (
                <Choice key={panel.id} {...panel} note={panels.includes(panel.id) ? 'change places' : undefined} />
              ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Choice({id, label, help, note}: {id: string; label: string; help: string; note?: string}) {
  return (
    <MenuItem id={id} textValue={label} data-testid={`show-${id}`}>
      <Text slot="label">
        {label} {note && <small>{note}</small>}
      </Text>
      <Text slot="description">{help}</Text>
    </MenuItem>
  );
}

/** Below the panels: a menu of those that are not there yet. Tells screen readers which are there now. */
export function AddPanel() {
  const panels = useRun((state) => state.panels);
  const button = useTurn('add');
  const all = usePanels();
  const others = useOffered().filter(({id}) => !panels.includes(id));
  return (
    <>
      <MenuTrigger>
        <Button className="quiet" ref={button} isDisabled={others.length === 0} data-testid="add-panel">
          + Add a panel
        </Button>
        <Popover className="popover arrange" placement="top start">
          <Menu
            className="menu"
            aria-label="Add a panel"
            onAction={(key) => arrangeAndFocus(added(panels, String(key)), String(key))}
          >
            {others.map((panel) => (
              <Choice key={panel.id} {...panel} />
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <p className="unseen" role="status">
        {panels.length === 0 ? 'No panels.' : `Panels: ${panels.map((id) => labelOf(all, id)).join(', ')}.`}
      </p>
    </>
  );
}
