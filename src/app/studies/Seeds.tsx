/** How far the seeds are, and the arms that train unseen. */
import type {Study} from '../../studies/kit/study.ts';
import {type StudyState, shownArms} from './session.ts';

interface Props {
  study: Study;
  state: StudyState;
  seeds: readonly number[];
}

export function Seeds({study, state, seeds}: Props) {
  const shown = new Set(shownArms(study).map(({name}) => name));
  const hidden = study.arms.filter(({name}) => !shown.has(name));
  const done = Object.values(state.arms).filter((arm) => arm === 'done').length;
  const share = done / study.arms.length;
  return (
    <footer className="seeds">
      <ol aria-label="Seeds">
        {seeds.map((seed) => {
          const through = state.seeds.includes(seed);
          const present = seed === state.seed;
          const said = through ? 'through' : present ? `${done} of ${study.arms.length} arms` : 'to come';
          return (
            <li
              key={seed}
              data-state={through ? 'through' : present ? 'present' : 'later'}
              title={`Seed ${seed}: ${said}`}
            >
              <i style={{width: `${100 * (through ? 1 : present ? share : 0)}%`}} />
              <span className="unseen">
                Seed {seed}: {said}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="fine">
        {state.seed === undefined ? 'All seeds are done.' : `Seed ${state.seed}: ${done} of ${study.arms.length} arms.`}
        {hidden.length > 0 &&
          state.seed !== undefined &&
          ` Unseen: ${hidden.map((arm) => armText(arm, state)).join(', ')}.`}
      </p>
    </footer>
  );
}

const WORDS = {waiting: 'waits', training: 'trains', done: 'is through', failed: 'has stopped'};

const armText = ({name, label}: Study['arms'][number], {arms}: StudyState) => `${label} ${WORDS[arms[name]]}`;
