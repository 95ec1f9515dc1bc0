interface FactsProps {
  /** A row without a value is left out. */
  readonly rows: readonly (readonly [label: string, value: string | undefined])[];
}

export function Facts({ rows }: FactsProps) {
  return (
    <dl className="facts">
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
