import { useState } from "preact/hooks"
import type { Upload } from "./sending"

export type Asked = {
  from: string
  columns: Record<string, string>
  region?: string
  dated?: string
  form?: string
}

type Props = { upload: Upload; asked: Asked; onChange: (asked: Asked) => void }

const WORDS: Record<string, string> = {
  email: "the e-mail address",
  name: "the name",
  company: "the company",
}
const FORMATS: Record<string, string> = {
  csv: "a table of people",
  "linkedin-connections": "LinkedIn connections",
  "linkedin-messages": "LinkedIn messages",
  "linkedin-invitations": "LinkedIn invitations",
  "google-contacts": "Google contacts",
  vcard: "an address book (vCard)",
  ics: "a calendar",
  mbox: "a mailbox",
  eml: "one mail",
  events: "events of Inroad",
}

/** What the file does not say itself: asked when unsure, else out of the way. */
export function Reading({ upload, asked, onChange }: Props) {
  const table = upload.files.find((one) => one.unsure.length > 0)
  const unknown = upload.files.length === 0
  return (
    <>
      {unknown && (
        <label class="field">
          <span>What is it?</span>
          <select
            value={asked.form ?? ""}
            onChange={(event) => onChange({ ...asked, form: event.currentTarget.value })}
          >
            <option value="">Choose …</option>
            {Object.entries(FORMATS).map(([form, words]) => (
              <option key={form} value={form}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      {table && <Columns table={table} asked={asked} onChange={onChange} />}
      <More asked={asked} onChange={onChange} />
    </>
  )
}

type ColumnsProps = Omit<Props, "upload"> & { table: Upload["files"][number] }

function Columns({ table, asked, onChange }: ColumnsProps) {
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(table.unsure.map((field) => [field, ""])),
  )
  const lacking = table.unsure.includes("email") && !chosen["email"]
  return (
    <fieldset class="columns">
      <legend>Which column is which?</legend>
      {table.unsure.map((field) => (
        <label key={field} class="field">
          <span>Which one is {WORDS[field]}?</span>
          <select
            value={chosen[field]}
            onChange={(event) => {
              const columns = { ...chosen, [field]: event.currentTarget.value }
              setChosen(columns)
              if (columns["email"] || !table.unsure.includes("email"))
                onChange({ ...asked, columns })
            }}
          >
            <option value="">{field === "email" ? "Choose …" : "None"}</option>
            {table.heading.map((cell) => (
              <option key={cell} value={cell}>
                {cell}
              </option>
            ))}
          </select>
        </label>
      ))}
      {lacking && <p class="quiet">Without an address nobody can tell who is meant.</p>}
    </fieldset>
  )
}

function More({ asked, onChange }: Omit<Props, "upload">) {
  const [from, setFrom] = useState(asked.from)
  const [region, setRegion] = useState(asked.region ?? "")
  const [dated, setDated] = useState(asked.dated ?? "")
  const apply = (event: Event) => {
    event.preventDefault()
    const { region: _, dated: __, ...kept } = asked
    const more = { ...(region && { region: region.toUpperCase() }), ...(dated && { dated }) }
    onChange({ ...kept, ...more, from })
  }
  return (
    <details>
      <summary>Whose it is, phone numbers, the day</summary>
      <form class="reading" onSubmit={apply}>
        <label class="field">
          <span>Whose file it is</span>
          <input required value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>Country of phone numbers without a code</span>
          <input
            placeholder="DE"
            pattern="[A-Za-z]{2}"
            maxLength={2}
            title="Two letters, as DE"
            value={region}
            onInput={(event) => setRegion(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>Day of the export, when it is not the file's own</span>
          <input
            type="date"
            value={dated}
            onInput={(event) => setDated(event.currentTarget.value)}
          />
        </label>
        <button>Read it again</button>
      </form>
    </details>
  )
}
