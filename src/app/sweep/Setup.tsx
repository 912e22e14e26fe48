/** The form of a sweep: what is varied, with how many seeds, for how long. */
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {type Checked, membersOf, type Spec} from '../../spec/index.ts';
import {AxisForm} from './AxisForm.tsx';
import {axisDraft, type Draft, draftOf, planIn, ranged} from './draft.ts';
import {NumberInput} from './NumberInput.tsx';
import {type Plan, planOf, sweepable, sweepSpec} from './plan.ts';
import {type ReadyPlan, readyFor, USUAL_STEPS} from './ready.ts';

interface Props {
  /** The run that is fanned out; it may have the fan of a sweep that has begun. */
  spec: Spec;
  stage: string;
  /** "about 40 s" for a sweep, once it is known how fast runs train here. */
  estimate(spec: Spec): string | undefined;
  onStart(spec: Spec, metrics: readonly string[] | undefined): void;
}

export function Setup({spec, stage, estimate, onStart}: Props) {
  const ready = readyFor(spec, stage);
  const [draft, setDraft] = useState<Draft>(() => draftOf(spec, firstPlan(spec, stage, ready)));
  const [chosen, setChosen] = useState<ReadyPlan>();
  const plan = planIn(spec, stage, draft);
  const swept: Checked<Spec> = plan.ok ? sweepSpec(spec, plan.value) : plan;
  const change = (part: Partial<Draft>) => {
    setChosen(undefined);
    setDraft({...draft, ...part});
  };
  const take = (one: ReadyPlan) => {
    setChosen(one);
    setDraft(draftOf(spec, one));
  };
  return (
    <form
      className="sweep-setup"
      aria-label="What is swept"
      onSubmit={(event) => {
        event.preventDefault();
        if (swept.ok) onStart(swept.value, chosen?.metrics);
      }}
    >
      <section className="sweep-ready" aria-labelledby="sweep-ready">
        <h3 className="eyebrow" id="sweep-ready">
          Ready to start
        </h3>
        {ready.map((one) => (
          <Button
            key={one.name}
            className="sweep-choice"
            aria-pressed={one === chosen || one.name === chosen?.name}
            onPress={() => take(one)}
            data-testid={`sweep-ready-${one.name}`}
          >
            <b>{one.label}</b>
            <span>{one.about}</span>
          </Button>
        ))}
      </section>
      {draft.axes.map((axis, i) => (
        <AxisForm
          // biome-ignore lint/suspicious/noArrayIndexKey: there are a first and a second one
          key={i}
          index={i}
          spec={spec}
          stage={stage}
          axis={axis}
          others={draft.axes.filter((one) => one !== axis).map(({path}) => path)}
          onChange={(next) => change({axes: draft.axes.map((one, k) => (k === i ? next : one))})}
          onRemove={i > 0 ? () => change({axes: draft.axes.slice(0, i)}) : undefined}
        />
      ))}
      {draft.axes.length < 2 && <AddAxis spec={spec} stage={stage} draft={draft} onChange={change} />}
      <div className="sweep-pair">
        <NumberInput label="Seeds" value={draft.seeds} testId="sweep-seeds" onChange={(seeds) => change({seeds})} />
        <NumberInput label="Steps" value={draft.steps} testId="sweep-steps" onChange={(steps) => change({steps})} />
      </div>
      <div className="sweep-start">
        {swept.ok ? (
          <p data-testid="sweep-size">{sizeText(swept.value, estimate(swept.value))}</p>
        ) : (
          <p className="field-problem" role="alert" data-testid="sweep-problem">
            {swept.sentences[0]}
          </p>
        )}
        <Button type="submit" className="primary" isDisabled={!swept.ok} data-testid="sweep-start">
          Start
        </Button>
      </div>
    </form>
  );
}

function sizeText(spec: Spec, estimate: string | undefined): string {
  const runs = membersOf(spec).length;
  const steps = spec.stages.find(({id}) => id === spec.fan?.axes[0].stage)?.steps ?? 0;
  const size = `${runs} ${runs === 1 ? 'run' : 'runs'} of ${steps.toLocaleString('en-GB')} steps`;
  return estimate ? `${size}: ${estimate}` : size;
}

/** What the form begins with: the sweep of the address, or the first that is ready, or the first slider. */
function firstPlan(spec: Spec, stage: string, [first]: readonly ReadyPlan[]): Plan {
  const known = planOf(spec);
  if (known) return known;
  if (first) return first;
  const {path, value} = sweepable(spec, stage)[0];
  const steps = Math.min(spec.stages.find(({id}) => id === stage)!.steps, USUAL_STEPS);
  return {stage, axes: [{path, values: [value]}], seeds: 3, steps};
}

/** Values of a second setting, to begin with: each is trained with every value of the first. */
const FEW = 4;

interface AddProps {
  spec: Spec;
  stage: string;
  draft: Draft;
  onChange(part: Partial<Draft>): void;
}

function AddAxis({spec, stage, draft, onChange}: AddProps) {
  const taken = draft.axes.map(({path}) => path);
  const next = sweepable(spec, stage).find(({path}) => !taken.includes(path));
  if (!next) return null;
  return (
    <Button
      className="quiet sweep-add"
      onPress={() => {
        const axis = axisDraft(spec, stage, next.path);
        const few = ranged(spec, stage, axis, {count: String(Math.min(FEW, Number(axis.count)))});
        onChange({axes: [...draft.axes, few], seeds: '1'});
      }}
      data-testid="sweep-add"
    >
      + a second setting
    </Button>
  );
}
