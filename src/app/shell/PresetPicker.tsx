import {Suspense} from 'react';
import {useRun} from '../../labs/kit/context.tsx';
import {useStory} from '../../labs/kit/story.ts';
import {Terms} from '../../panels/glossary/Terms.tsx';
import {isHidden, useTeaching} from '../modes/teaching/rules.ts';
import {PresetMenu} from './menus.ts';
import {useNarrow} from './useNarrow.ts';

/** The preset on the rail. Where the rail is a sheet, the menu is above the figure instead. */
export function PresetPicker() {
  const {text} = useStory();
  return (
    <section className="preset" aria-label="Preset">
      {useNarrow() ? <PresetName /> : <NamedMenu />}
      <p>
        <Terms>{text}</Terms>
      </p>
    </section>
  );
}

/** One press away on the first screen of a phone. */
export function PresetAbove() {
  const hidden = useTeaching(({now}) => isHidden(now, 'preset'));
  if (!useNarrow() || hidden) return null;
  return (
    <section className="preset" aria-label="Preset">
      <NamedMenu />
    </section>
  );
}

function NamedMenu() {
  const name = <PresetName opens />;
  return (
    <Suspense fallback={name}>
      <PresetMenu>{name}</PresetMenu>
    </Suspense>
  );
}

function PresetName({opens}: {opens?: boolean}) {
  const {title} = useRun((state) => state.preset);
  const {own} = useStory();
  return (
    <span className="preset-name">
      <span className="eyebrow">{own ? 'Preset' : 'Preset, changed'}</span>
      <span className="preset-title">
        {/* A space that does not break: the arrow stays beside the last word. */}
        {title}
        {opens && <span aria-hidden="true">{'\u00a0'}▾</span>}
      </span>
    </span>
  );
}
