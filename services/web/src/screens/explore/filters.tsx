import { useLayoutEffect, useState } from "preact/hooks"
import { companyRef, personRef } from "../../me"
import { Pick } from "../../ui/pick"
import { MOST, type Change, type Shown } from "./address"

type Props = { shown: Shown; middle: string; to: string; onChange: Change }

/** From whom to look, by what to colour, into which company a way is shown. */
export function Questions({ shown, middle, to, onChange }: Props) {
  return (
    <div class="questions">
      <Named
        kind="person"
        label="Around"
        placeholder="Somebody: Ann"
        value={middle}
        onName={(words) => onChange({ around: personRef(words), wider: [], who: "", to: "" })}
      />
      <Named
        kind="company"
        label="Way to"
        placeholder="A company: Globex"
        value={to}
        onName={(words) => onChange({ to: words && companyRef(words), who: "" })}
      />
      <label>
        <span>Colours</span>
        <select
          value={shown.colour}
          onChange={(event) => onChange({ colour: event.currentTarget.value as Shown["colour"] })}
        >
          <option value="community">Who belong together</option>
          <option value="company">Where they work</option>
        </select>
      </label>
    </div>
  )
}

/** Part of the network only; positions stay. */
export function Filters({ shown, onChange }: Omit<Props, "middle" | "to">) {
  const said = [shown.ties, shown.sure, shown.since, shown.company].filter(Boolean).length
  return (
    <details class="filters" open={said > 0 || shown.probable || shown.most !== MOST[0]}>
      <summary>Show only …{said > 0 && ` (${said})`}</summary>
      <div class="questions">
        <label>
          <span>Ties</span>
          <select
            value={shown.ties}
            onChange={(event) => onChange({ ties: event.currentTarget.value })}
          >
            <option value="">All of them</option>
            <option value="open">That a way may lead over</option>
            <option value="hard">Hard: they did something for each other</option>
            <option value="direct">Direct: in touch both ways</option>
            <option value="soft">Soft: were in one room</option>
          </select>
        </label>
        <label>
          <span>How well</span>
          <select
            value={shown.sure}
            onChange={(event) => onChange({ sure: event.currentTarget.value })}
          >
            <option value="">Even hardly</option>
            <option value="0.2">Know each other</option>
            <option value="0.5">Know each other well</option>
            <option value="0.8">Know each other very well</option>
          </select>
        </label>
        <label>
          <span>In touch since</span>
          <input
            type="date"
            value={shown.since}
            onChange={(event) => onChange({ since: event.currentTarget.value })}
          />
        </label>
        <Named
          kind="company"
          label="Work at"
          placeholder="Any company"
          value={shown.company.replace(/^(name|domain):/, "")}
          onName={(words) => onChange({ company: words && companyRef(words) })}
        />
        <label>
          <span>How many</span>
          <select
            value={shown.most}
            onChange={(event) => onChange({ most: Number(event.currentTarget.value) })}
          >
            {MOST.map((most) => (
              <option key={most} value={most}>
                {most.toLocaleString("en")} people at most
              </option>
            ))}
          </select>
        </label>
        <label class="option">
          <input
            type="checkbox"
            checked={shown.probable}
            onChange={(event) => onChange({ probable: event.currentTarget.checked })}
          />
          Whom they only probably know, too
        </label>
      </div>
      {said > 0 && (
        <button
          class="link"
          onClick={() => onChange({ ties: "", sure: "", since: "", company: "" })}
        >
          Show everything again
        </button>
      )}
    </details>
  )
}

type NamedProps = {
  kind: "person" | "company"
  label: string
  placeholder: string
  value: string
  onName: (words: string) => void
}

/** A field for somebody, or for a company; emptied, it asks for none. */
function Named({ kind, label, placeholder, value, onName }: NamedProps) {
  const [words, setWords] = useState(value)
  useLayoutEffect(() => setWords(value), [value]) // before anybody types
  return (
    <form
      class="named"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim() || kind === "company") onName(words.trim())
      }}
    >
      <span aria-hidden="true">{label}</span>
      <Pick
        kind={kind}
        label={label}
        placeholder={placeholder}
        value={words}
        onText={(said) => {
          setWords(said)
          if (!said && kind === "company") onName("")
        }}
        onPick={(found) => onName(found.ref)}
      />
    </form>
  )
}
