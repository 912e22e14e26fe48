import {lazy, Suspense} from 'react';
import {useLab} from '../run/store.ts';

const PresetMenu = lazy(() => import('./overlays.tsx').then((module) => ({default: module.PresetMenu})));

export function PresetPicker() {
  const preset = useLab((state) => state.preset);
  return (
    <section className="preset" aria-label="Preset">
      <Suspense fallback={<PresetName title={preset.title} />}>
        <PresetMenu>
          <PresetName title={preset.title} />
        </PresetMenu>
      </Suspense>
      <p>{preset.text}</p>
    </section>
  );
}

function PresetName({title}: {title: string}) {
  return (
    <span className="preset-name">
      <span className="eyebrow">Preset</span>
      <span className="preset-title">
        {title} <span aria-hidden="true">▾</span>
      </span>
    </span>
  );
}
