import { at, type Schemas } from "../../api"
import { useAsked } from "../../asked"
import { isUsual, type Question } from "./question"

export type Change = (changed: Partial<Question>) => void

const LEAST = [
  { value: "0", label: "however they know each other" },
  { value: "0.2", label: "who know each other" },
  { value: "0.5", label: "who know each other well" },
  { value: "0.8", label: "who know each other very well" },
]
const WAYS = ["1", "3", "5", "10"]

/** How to search; each change is in the address, and answered at once. */
export function Options({ question, onChange }: { question: Question; onChange: Change }) {
  return (
    <>
      <fieldset class="options">
        <legend class="hidden">How to search</legend>
        <By value="shortest" label="Fewest people" now={question.by} onChange={onChange} />
        <By value="strongest" label="Surest way" now={question.by} onChange={onChange} />
      </fieldset>
      <details class="more" open={!isUsual(question)}>
        <summary>More options</summary>
        <Box
          label="People who used to work there too"
          on={question.former}
          onChange={(former) => onChange({ former })}
        />
        <Box
          label="Only where something was asked or told"
          on={question.hard}
          onChange={(hard) => onChange({ hard })}
        />
        <label class="among">
          Over ties of people{" "}
          <select
            value={question.least}
            onChange={(event) => onChange({ least: event.currentTarget.value })}
          >
            {LEAST.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label class="among">
          Show{" "}
          <select
            value={question.ways}
            onChange={(event) => onChange({ ways: event.currentTarget.value })}
          >
            {WAYS.map((ways) => (
              <option key={ways} value={ways}>
                {ways === "1" ? "the best way" : `${ways} ways`}
              </option>
            ))}
          </select>
        </label>
      </details>
      {question.avoid.length > 0 && (
        <ul class="chips" aria-label="Left out">
          {question.avoid.map((ref) => (
            <li key={ref}>
              <Avoided
                of={ref}
                onBack={() => onChange({ avoid: question.avoid.filter((one) => one !== ref) })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type ByProps = { value: string; label: string; now: string; onChange: Change }

function By({ value, label, now, onChange }: ByProps) {
  return (
    <label>
      <input
        type="radio"
        name="by"
        value={value}
        checked={now === value}
        onChange={() => onChange({ by: value })}
      />
      {label}
    </label>
  )
}

type BoxProps = { label: string; on: boolean; onChange: (on: boolean) => void }

function Box({ label, on, onChange }: BoxProps) {
  return (
    <label class="option">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  )
}

function Avoided({ of, onBack }: { of: string; onBack: () => void }) {
  const person = useAsked<Schemas["PersonPage"]>(at("people", of))
  const name = person.answer?.name ?? "…"
  return (
    <>
      not via {name}
      <button class="icon" aria-label={`Via ${name} again`} onClick={onBack}>
        ×
      </button>
    </>
  )
}
