/** A link for a class: which controls it has, within what limits, and what it shall reach. */
import '../modes.css';
import {useState} from 'react';
import {Button, Input, Label, TextField} from 'react-aria-components';
import {useExperiment} from '../../../labs/kit/context.tsx';
import {presentStage, settledSpec, shownPlaces} from '../../../labs/kit/settings.ts';
import {language} from '../../../programs/index.spec.ts';
import {formatNumber, type NumberField} from '../../../spec/index.ts';
import {addressOf, linkOf} from '../../addressOf.ts';
import {usePage} from '../../page.ts';
import {Copy} from '../../share/Copy.tsx';
import {encodeTeaching, MOST_WORDS} from './codec.ts';
import {type Goal, OTHERS, type Teaching, useTeaching} from './rules.ts';

const EMPTY: Teaching = {hidden: [], locked: [], limits: {}, goals: []};

interface Control {
  name: string;
  label: string;
  field?: NumberField;
  canLock: boolean;
}

export default function Classroom() {
  const {store} = useExperiment();
  const [state] = useState(store.getState);
  const [teaching, setTeaching] = useState<Teaching>(() => useTeaching.getState().now ?? EMPTY);
  const controls = controlsOf(state);
  const change = (part: Partial<Teaching>) => setTeaching({...teaching, ...part});
  const {preset, panels} = state;
  const address = addressOf(preset, settledSpec(state), panels, {teaching: encodeTeaching(teaching)});
  return (
    <>
      <p>A link to this experiment for a class. Nobody is watched: whoever reaches the goal can send a link back.</p>
      <TextField
        className="class-says"
        value={teaching.says ?? ''}
        maxLength={MOST_WORDS}
        onChange={(says) => change({says})}
      >
        <Label>What to do</Label>
        <Input data-testid="class-says" />
      </TextField>
      <Goals goals={teaching.goals} onChange={(goals) => change({goals})} />
      <h3>Controls</h3>
      <ul className="class-controls">
        {controls.map((control) => (
          <ControlRow key={control.name} control={control} teaching={teaching} onChange={change} />
        ))}
      </ul>
      <Copy label="Link for the class" testId="link-class" text={linkOf(address)} />
    </>
  );
}

function controlsOf(state: ReturnType<ReturnType<typeof useExperiment>['store']['getState']>): Control[] {
  const {sections} = language.program(presentStage(state).program);
  const places = shownPlaces({...state, chosenStage: undefined});
  const settings = Object.entries(sections).flatMap(([name, {label, parts}]): Control[] => [
    ...(parts.length > 1 ? [{name: `kind:${name}`, label: `${label}: which one`, canLock: true}] : []),
    ...places
      .filter(({section}) => section === name)
      .map(({path, field}) => ({
        name: path,
        label: `${label}: ${field.label.toLowerCase()}`,
        canLock: true,
        ...(field.type === 'number' && {field}),
      })),
  ]);
  const others = Object.entries(OTHERS).map(([name, label]) => ({name, label, canLock: name === 'seed'}));
  return [...settings, ...others];
}

type Rule = 'free' | 'limits' | 'locked' | 'hidden';

interface RowProps {
  control: Control;
  teaching: Teaching;
  onChange(part: Partial<Teaching>): void;
}

function ControlRow({control: {name, label, field, canLock}, teaching, onChange}: RowProps) {
  const {hidden, locked, limits} = teaching;
  const rule: Rule = hidden.includes(name)
    ? 'hidden'
    : locked.includes(name)
      ? 'locked'
      : Object.hasOwn(limits, name)
        ? 'limits'
        : 'free';
  const choose = (next: Rule) => {
    const {[name]: _, ...others} = limits;
    const without = (list: readonly string[]) => list.filter((one) => one !== name);
    onChange({
      hidden: next === 'hidden' ? [...without(hidden), name] : without(hidden),
      locked: next === 'locked' ? [...without(locked), name] : without(locked),
      limits: next === 'limits' && field ? {...others, [name]: field.range} : others,
    });
  };
  return (
    <li>
      <label>
        <span>{label}</span>
        <select
          className="chart-select"
          value={rule}
          onChange={({currentTarget}) => choose(currentTarget.value as Rule)}
          data-testid={`class-${name}`}
        >
          <option value="free">free</option>
          {field && <option value="limits">within limits</option>}
          {canLock && <option value="locked">locked</option>}
          <option value="hidden">hidden</option>
        </select>
      </label>
      {rule === 'limits' && field && (
        <span className="class-limits">
          {([0, 1] as const).map((i) => (
            <NumberInput
              key={i}
              label={`${label}, ${i === 0 ? 'least' : 'greatest'}`}
              value={limits[name][i]}
              onChange={(value) => {
                if (value === undefined) return;
                const within = Math.min(field.range[1], Math.max(field.range[0], value));
                onChange({
                  limits: {...limits, [name]: i === 0 ? [within, limits[name][1]] : [limits[name][0], within]},
                });
              }}
            />
          ))}
        </span>
      )}
    </li>
  );
}

/** A number that is taken over when the field is left; what is no number is put back. */
function NumberInput({
  label,
  value,
  testId,
  onChange,
}: {
  label: string;
  value: number | undefined;
  testId?: string;
  onChange(value: number | undefined): void;
}) {
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    const text = draft?.trim().replace(',', '.');
    setDraft(undefined);
    if (text === undefined) return;
    if (text === '') onChange(undefined);
    else if (Number.isFinite(Number(text))) onChange(Number(text));
  };
  return (
    <input
      className="class-number"
      inputMode="decimal"
      aria-label={label}
      data-testid={testId}
      value={draft ?? (value === undefined ? '' : formatNumber(value))}
      onChange={({currentTarget}) => setDraft(currentTarget.value)}
      onBlur={commit}
      onKeyDown={({key}) => key === 'Enter' && commit()}
    />
  );
}

const NONE: never[] = [];
const MOST = 6;

function Goals({goals, onChange}: {goals: readonly Goal[]; onChange(goals: readonly Goal[]): void}) {
  const metrics = usePage(({loaded}) => loaded?.metrics ?? NONE);
  const {log} = useExperiment();
  const [measured] = useState(() => log.get().names());
  const offered = metrics.filter(({name}) => measured.includes(name));
  const set = (i: number, goal: Goal) => onChange(goals.map((one, k) => (k === i ? goal : one)));
  const add = () => {
    const metric = offered.find(({name}) => !goals.some((goal) => goal.metric === name)) ?? offered[0];
    if (metric) onChange([...goals, {metric: metric.name, [metric.better === 'lower' ? 'below' : 'above']: 0.5}]);
  };
  return (
    <>
      <h3>Goal</h3>
      <ul className="class-goals">
        {goals.map((goal, i) => {
          const side = goal.above === undefined ? 'below' : 'above';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two goals may be about one metric
            <li key={i}>
              <select
                className="chart-select"
                aria-label={`Goal ${i + 1}: metric`}
                value={goal.metric}
                onChange={({currentTarget}) => set(i, {...goal, metric: currentTarget.value})}
                data-testid={`goal-metric-${i}`}
              >
                {metrics
                  .filter(({name}) => offered.some((one) => one.name === name) || name === goal.metric)
                  .map(({name, label}) => (
                    <option key={name} value={name}>
                      {label}
                    </option>
                  ))}
              </select>
              <select
                className="chart-select"
                aria-label={`Goal ${i + 1}: above or below`}
                value={side}
                onChange={({currentTarget}) => set(i, {metric: goal.metric, [currentTarget.value]: goal[side]})}
              >
                <option value="above">above</option>
                <option value="below">below</option>
              </select>
              <NumberInput
                label={`Goal ${i + 1}: number`}
                value={goal[side]}
                testId={`goal-number-${i}`}
                onChange={(value) => value !== undefined && set(i, {metric: goal.metric, [side]: value})}
              />
              <Button
                className="quiet"
                aria-label={`Take goal ${i + 1} away`}
                onPress={() => onChange(goals.filter((_, k) => k !== i))}
              >
                ×
              </Button>
            </li>
          );
        })}
      </ul>
      <Button onPress={add} isDisabled={goals.length >= MOST || offered.length === 0} data-testid="add-goal">
        {goals.length === 0 ? 'Set a goal' : 'And another'}
      </Button>
    </>
  );
}
