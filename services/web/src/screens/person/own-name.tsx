import { useState } from "preact/hooks"
import type { Schemas } from "../../api"
import { publish, retract } from "../../events"
import { bare } from "../../ui/links"
import { tell } from "../../ui/notice"

type PersonPage = Schemas["PersonPage"]
type Props = { person: PersonPage; onChange: (after?: string) => void }

/** Whether somebody is known by an address only. */
export function isUnnamed({ name, identifiers }: PersonPage): boolean {
  return identifiers.some((one) => [one, bare(one)].includes(name))
}

/** My own name, for the lines that others may send on. */
export function OwnName({ person, onChange }: Props) {
  const [words, setWords] = useState("")
  const say = async (event: Event) => {
    event.preventDefault()
    const name = words.trim()
    const said = { identifiers: [person.ref], name }
    const { id, receipt } = await publish("person.observed", said)
    onChange(receipt)
    tell(`You are ${name}.`, async () => onChange((await retract(id)).receipt))
  }
  return (
    <form class="line" onSubmit={say}>
      <label>
        <span>What is your name?</span>
        <input
          type="text"
          autocomplete="name"
          required
          pattern=".*\S.*"
          maxLength={200}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      <button>That's my name</button>
    </form>
  )
}
