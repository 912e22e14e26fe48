/** The control of one setting, made from its field. */
import {Suspense, useId, useState} from 'react';
import * as v from 'valibot';
import {lazyPart} from '../../panels/frame/later.ts';
import {Terms} from '../../panels/glossary/Terms.tsx';
import {
  type ChoiceField,
  type ChoicesField,
  type Dab,
  type DrawingField,
  type FileField,
  type FlagField,
  formatNumber,
  type NumberField,
  type OwnFile,
  type Place,
} from '../../spec/index.ts';
import {useHelpText} from './help.ts';
import {Chips, Choice, Switch} from './Options.tsx';
import {Slider} from './Slider.tsx';

const DrawingControl = lazyPart(async () => ({
  default: (await import('./drawing/DrawingControl.tsx')).DrawingControl,
}));

const OwnFileControl = lazyPart(async () => ({default: (await import('../own/OwnFileControl.tsx')).OwnFileControl}));

interface Props<F = Place['field'], V = unknown> {
  field: F;
  value: V;
  /** The setting's dotted path, for test ids. */
  path: string;
  /** Whether the preset is about this setting. */
  emphasised?: boolean;
  onChange(value: V): void;
}

export function FieldControl(props: Props) {
  const {field, emphasised} = props;
  const help = useId();
  const label = useId();
  const ids = {help, label};
  const text = useHelpText(field.help);
  return (
    <div className={emphasised ? 'field field-emphasised' : 'field'} data-testid={`field-${props.path}`}>
      {field.type === 'number' && <NumberControl {...(props as Props<NumberField, number>)} {...ids} />}
      {field.type === 'choice' && <ChoiceControl {...(props as Props<ChoiceField, string>)} {...ids} />}
      {field.type === 'choices' && <ChoicesControl {...(props as Props<ChoicesField, string[]>)} {...ids} />}
      {field.type === 'flag' && <FlagControl {...(props as Props<FlagField, boolean>)} {...ids} />}
      {field.type === 'drawing' && <Drawing {...(props as Props<DrawingField, Dab[]>)} {...ids} />}
      {field.type === 'file' && <FileChoice {...(props as Props<FileField, OwnFile>)} {...ids} />}
      <p id={help} className="field-help">
        <Terms>{text}</Terms>
        {field.acts === 'restart' && <span> Changing it begins the run again.</span>}
        {field.acts === 'recapture' && <span> Changing it keeps what was learned.</span>}
      </p>
    </div>
  );
}

interface Ids {
  help: string;
  label: string;
}

function Label({field, id}: {field: Place['field']; id: string}) {
  return (
    <span className="field-label" id={id} title={useHelpText(field.help)}>
      {field.label}
      {field.symbol && <i aria-hidden="true">{field.symbol}</i>}
      {field.acts === 'restart' && (
        <span className="restarts" title="Changing it begins the run again" aria-hidden="true">
          restarts
        </span>
      )}
    </span>
  );
}

function NumberControl({
  field,
  value,
  path,
  emphasised = false,
  onChange,
  help,
  label,
}: Props<NumberField, number> & Ids) {
  return (
    <>
      <Label field={field} id={label} />
      <ExactValue field={field} value={value} path={path} onChange={onChange} label={label} />
      <Slider
        field={field}
        value={value}
        labelledBy={label}
        describedBy={help}
        testId={`slider-${path}`}
        marked={emphasised}
        onChange={onChange}
      />
    </>
  );
}

/** The value as text that can be edited: sliders are for trying, exact numbers for repeating. */
function ExactValue({
  field,
  value,
  path,
  onChange,
  label,
}: Omit<Props<NumberField, number>, 'emphasised'> & {label: string}) {
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const error = useId();
  const commit = () => {
    if (draft === undefined || draft.trim() === '') return cancel();
    const checked = v.safeParse(field.schema, Number(draft.replace(',', '.')));
    if (!checked.success) return setProblem(checked.issues[0].message.replace(', not null', ''));
    cancel();
    onChange(checked.output);
  };
  const cancel = () => {
    setDraft(undefined);
    setProblem(undefined);
  };
  return (
    <>
      <input
        className="field-value"
        inputMode="decimal"
        aria-labelledby={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? error : undefined}
        data-testid={`value-${path}`}
        value={draft ?? formatNumber(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') cancel();
        }}
      />
      {problem && (
        <span id={error} className="field-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}

function ChoiceControl({field, value, path, onChange, help, label}: Props<ChoiceField, string> & Ids) {
  return (
    <>
      <Label field={field} id={label} />
      <Choice
        labelledBy={label}
        describedBy={help}
        testId={`choice-${path}`}
        options={Object.entries(field.options).map(([id, option]) => ({id, ...option}))}
        value={value}
        onChange={onChange}
      />
    </>
  );
}

function ChoicesControl({field, value, path, onChange, help, label}: Props<ChoicesField, string[]> & Ids) {
  return (
    <>
      <Label field={field} id={label} />
      <Chips
        labelledBy={label}
        describedBy={help}
        testId={`choices-${path}`}
        options={Object.entries(field.options).map(([id, option]) => ({id, ...option}))}
        value={value}
        atLeast={field.atLeast}
        onChange={onChange}
      />
    </>
  );
}

function FlagControl({field, value, path, onChange, help, label}: Props<FlagField, boolean> & Ids) {
  return (
    <>
      <Label field={field} id={label} />
      <Switch labelledBy={label} describedBy={help} testId={`flag-${path}`} value={value} onChange={onChange} />
    </>
  );
}

function Drawing({field, value, path, onChange, help, label}: Props<DrawingField, Dab[]> & Ids) {
  return (
    <Suspense fallback={<Label field={field} id={label} />}>
      <DrawingControl
        field={field}
        value={value}
        path={path}
        labelledBy={label}
        describedBy={help}
        onChange={onChange}
      />
    </Suspense>
  );
}

function FileChoice({field, value, help, label}: Props<FileField, OwnFile> & Ids) {
  return (
    <Suspense fallback={<Label field={field} id={label} />}>
      <OwnFileControl label={field.label} value={value} labelledBy={label} describedBy={help} />
    </Suspense>
  );
}
