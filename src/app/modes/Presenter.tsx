/** In front of a class: large type, one panel on the whole screen, and a list to go through. */
import './modes.css';
import {useEffect} from 'react';
import {Button} from 'react-aria-components';
import {useHashLocation} from 'wouter/use-hash-location';
import {useStore} from 'zustand';
import {isBesideLabs} from '../links.ts';
import {present, showAs, usePage} from '../page.ts';
import {beginPresentation, endPresentation, goBy, usePresentation} from './present.ts';
import {FIGURE, shownAs, viewText} from './view.ts';

/** Where arrow keys have a meaning of their own. */
const OWN_ARROWS = 'input, textarea, select, [role=slider], [role=application], [role=dialog], [role=menu]';

export default function Presenter({onEnd}: {onEnd(): void}) {
  const beside = usePage((state) => state.beside);
  const lab = usePage((state) => state.loaded);
  const preset = useStore(usePage((state) => state.experiment).store, (state) => state.preset);
  const now = usePresentation((state) => state.now);
  const view = shownAs(beside);
  const [address] = useHashLocation();
  const asked = view.kind === 'present' && !isBesideLabs(address);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has another place in the list
  useEffect(() => {
    if (asked) beginPresentation();
  }, [asked, beside, preset]);
  useEffect(() => {
    document.documentElement.dataset.view = 'present';
    return () => {
      delete document.documentElement.dataset.view;
      endPresentation();
    };
  }, []);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const {key} = event;
      // What clickers send acts in any case.
      const own = (event.target as Element).closest?.(OWN_ARROWS) && !key.startsWith('Page');
      const by = {ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1}[key] as 1 | -1 | undefined;
      if (by !== undefined && !own) goBy(by);
      else if (key === 'Escape' && !own) end();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });

  const end = () => {
    if (asked) showAs(undefined);
    onEnd();
  };
  const show = (shows: string) => asked && showAs(viewText({...view, shows}));
  if (!now) return null;
  return (
    <nav className="presenter" aria-label="Presentation" data-testid="presenter">
      <Button aria-label="Before" isDisabled={now.at === 0} onPress={() => goBy(-1)} data-testid="presenter-before">
        ←
      </Button>
      <span className="presenter-at" role="status" data-testid="presenter-at">
        {now.at + 1} of {now.list.length}
      </span>
      <Button
        aria-label="Next"
        isDisabled={now.at === now.list.length - 1}
        onPress={() => goBy(1)}
        data-testid="presenter-next"
      >
        →
      </Button>
      {asked && lab && (
        <>
          <select
            className="chart-select"
            aria-label="What is shown"
            value={view.shows}
            onChange={({currentTarget}) => show(currentTarget.value)}
            data-testid="presenter-shows"
          >
            <option value={FIGURE}>The figure</option>
            {lab.panels.map(({id, label}) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
          <PlayButton />
        </>
      )}
      <Button onPress={end} data-testid="presenter-end">
        End
      </Button>
    </nav>
  );
}

function PlayButton() {
  const phase = useStore(usePage(({experiment}) => experiment).store, (state) => state.phase);
  const plays = phase === 'training';
  return (
    <Button
      aria-label={plays ? 'Pause' : 'Play'}
      isDisabled={phase === 'opening'}
      onPress={() => present().playOrPause()}
      data-testid="play"
    >
      <span aria-hidden="true">{plays ? '❚❚' : '▶'}</span>
    </Button>
  );
}
