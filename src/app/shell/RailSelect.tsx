/** One of several things to show, chosen from a list on the rail. */
interface Props {
  heading: string;
  label: string;
  /** Names the control, for tests and for the heading. */
  name: string;
  value: string;
  options: readonly {id: string; text: string}[];
  onChange(id: string): void;
}

export function RailSelect({heading, label, name, value, options, onChange}: Props) {
  return (
    <section className="controls" aria-labelledby={`heading-${name}`}>
      <h2 className="eyebrow" id={`heading-${name}`}>
        {heading}
      </h2>
      <select
        className="rail-select"
        aria-label={label}
        data-testid={name}
        value={value}
        onChange={({currentTarget}) => onChange(currentTarget.value)}
      >
        {options.map(({id, text}) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </section>
  );
}
