/** What a study says of its paper, and of itself. */
import {type ReactNode, useEffect, useState} from 'react';
import {objectiveFormula} from '../../labs/kit/formulas.ts';
import type {Settings} from '../../labs/kit/settings.ts';
import {Terms} from '../../panels/glossary/Terms.tsx';
import {language} from '../../programs/index.spec.ts';
import {partOf} from '../../spec/index.ts';
import {specWith} from '../../studies/kit/settings.ts';
import type {Study} from '../../studies/kit/study.ts';

interface Formula {
  label: string;
  html: string;
}

/** The objectives of the method and of what it argues with: those of the last stages, each once, at most two. */
function useFormulas({arms}: Study): Formula[] {
  const [formulas, setFormulas] = useState<Formula[]>([]);
  useEffect(() => {
    let here = true;
    const sorted = [...arms].sort((a, b) => Number(b.role === 'method') - Number(a.role === 'method'));
    const stages = sorted.map((arm) => specWith(arm.stages, 0).stages.at(-1)!);
    const byKind = new Map(
      stages.flatMap((stage) => {
        const {objective} = stage.spec as {objective?: {kind: string}};
        return objective ? [[objective.kind, stage] as const] : [];
      }),
    );
    const wanted = [...byKind].slice(0, 2).map(async ([kind, stage]): Promise<Formula> => {
      const {label} = partOf(language.program(stage.program).sections.objective, kind);
      return {label, html: await objectiveFormula(stage.program, stage.spec as Settings)};
    });
    void Promise.all(wanted).then(
      (all) => here && setFormulas(all.filter(({html}) => html !== '')),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [arms]);
  return formulas;
}

/** `children` stand between the words and the formulas. */
export function Says({study, children}: {study: Study; children: ReactNode}) {
  const formulas = useFormulas(study);
  return (
    <>
      <section className="study-says" aria-label="What the paper says">
        {study.says.map((text, i) => (
          <p key={text}>
            <Terms inOrder after={study.says.slice(0, i)}>
              {text}
            </Terms>
          </p>
        ))}
      </section>
      {children}
      {formulas.map(({label, html}) => (
        <section className="study-formula" key={label} aria-label={`The objective ${label}`}>
          <h2 className="eyebrow">{label}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long formula is scrolled with the keyboard too */}
          <section className="formula" tabIndex={0} aria-label={label}>
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own formulas, rendered when the page was built */}
            <div dangerouslySetInnerHTML={{__html: html}} />
          </section>
        </section>
      ))}
    </>
  );
}

/** What stands for what, what is left out, what came before the claim. */
export function Notes({study}: {study: Study}) {
  const {analogue, omits, pilots, deviations = []} = study;
  return (
    <details className="study-notes">
      <summary>What stands for what, and what is left out</summary>
      <h3>Analogue</h3>
      <List lines={analogue} />
      <h3>Left out</h3>
      <List lines={omits} />
      {pilots && (
        <>
          <h3>Pilots</h3>
          <p>{pilots}</p>
        </>
      )}
      {deviations.length > 0 && (
        <>
          <h3>Changed since it was registered</h3>
          <List lines={deviations.map(({date, what, why}) => `${date}: ${what} ${why}`)} />
        </>
      )}
    </details>
  );
}

const List = ({lines}: {lines: readonly string[]}) => (
  <ul>
    {lines.map((line, i) => (
      <li key={line}>
        <Terms inOrder after={lines.slice(0, i)}>
          {line}
        </Terms>
      </li>
    ))}
  </ul>
);
