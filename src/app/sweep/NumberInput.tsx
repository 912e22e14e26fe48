/** A number that is typed; it is checked where it is used. */
interface Props {
  label: string;
  value: string;
  testId: string;
  onChange(value: string): void;
}

export function NumberInput({label, value, testId, onChange}: Props) {
  return (
    <label className="sweep-input">
      <span>{label}</span>
      <input
        inputMode="decimal"
        autoComplete="off"
        value={value}
        onChange={({currentTarget}) => onChange(currentTarget.value)}
        data-testid={testId}
      />
    </label>
  );
}
