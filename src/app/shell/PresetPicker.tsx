import {Suspense} from 'react';
import {useRun} from '../../labs/kit/context.tsx';
import {useStory} from '../../labs/kit/story.ts';
import {PresetMenu} from './menus.ts';

export function PresetPicker() {
  const {title} = useRun((state) => state.preset);
  const {text, own} = useStory();
  const name = <PresetName title={title} own={own} />;
  return (
    <section className="preset" aria-label="Preset">
      <Suspense fallback={name}>
        <PresetMenu>{name}</PresetMenu>
      </Suspense>
      <p>{text}</p>
    </section>
  );
}

function PresetName({title, own}: {title: string; own: boolean}) {
  return (
    <span className="preset-name">
      <span className="eyebrow">{own ? 'Preset' : 'Preset, changed'}</span>
      <span className="preset-title">
        {/* A space that does not break: the arrow stays beside the last word. */}
        {title}
        <span aria-hidden="true">{'\u00a0'}▾</span>
      </span>
    </span>
  );
}
