import type { TargetedSubmitEvent } from "preact"
import { useState } from "preact/hooks"
import { useLocation } from "preact-iso"
import { at, get, type Problem, problemOf, type Schemas } from "../../api"
import { bringBack, leaveOut, leftOut } from "../../day"
import { publish, retract } from "../../events"
import { drop } from "../../handed"
import { personRef } from "../../me"
import { Trouble, tell } from "../../ui/notice"
import { Pick, usePicked } from "../../ui/pick"
import { Split } from "./split"

type PersonPage = Schemas["PersonPage"]
type Props = { person: PersonPage; onChange: (after?: string) => void }

/** What may be put right: who is one with whom, who is left in peace, who is forgotten. */
export function Upkeep({ person, own, onChange }: Props & { own: boolean }) {
  return (
    <section>
      <h2>Upkeep</h2>
      {!own && <NeverAsk person={person} />}
      <Merge person={person} onChange={onChange} />
      <Split person={person} onChange={onChange} />
      <p>
        <a href={at("people", person.ref, "record")} download>
          All that is kept of {person.name}
        </a>{" "}
        <span class="quiet">
          as a file, for whoever asks. It names others too: read it before you hand it on.
        </span>
      </p>
      <Erase person={person} />
    </section>
  )
}

function NeverAsk({ person }: { person: PersonPage }) {
  const [out, setOut] = useState(leftOut().includes(person.ref))
  const never = () => {
    const back = leaveOut(person.ref)
    setOut(true)
    tell(`${person.name} is never asked, nor gone through.`, async () => {
      back()
      setOut(false)
    })
  }
  const again = () => {
    bringBack(person.ref)
    setOut(false)
    tell(`${person.name} may be asked again.`, async () => {
      leaveOut(person.ref)
      setOut(true)
    })
  }
  return out ? (
    <p>
      {person.name} is left in peace: no move of yours asks them or goes through them.{" "}
      <button class="link" onClick={again}>
        Ask again
      </button>
    </p>
  ) : (
    <p>
      <button onClick={never}>Never ask {person.name}</button>
    </p>
  )
}

function Merge({ person, onChange }: Props) {
  const { words, ref, put, field } = usePicked()
  const [problem, setProblem] = useState<Problem | null>(null)
  const merge = async (event: Event) => {
    event.preventDefault()
    setProblem(null)
    try {
      const identifiers = [person.ref, ref || personRef(words)]
      const { id, receipt } = await publish("person.merged", { identifiers })
      onChange(receipt)
      put("")
      tell("They are one.", async () => onChange((await retract(id)).receipt))
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <form class="line merge" onSubmit={merge}>
      <Pick
        kind="person"
        label={`The same person as ${person.name}`}
        placeholder="The same as: a name, or an address"
        {...field}
      />
      <button>Merge</button>
      {problem && <Trouble problem={problem} />}
    </form>
  )
}

function Erase({ person }: { person: PersonPage }) {
  const { route } = useLocation()
  const [words, setWords] = useState("")
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const erase = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    try {
      const { receipt } = await publish("person.erased", { identifiers: person.identifiers })
      person.identifiers.forEach(drop)
      await get(at("people", person.ref), { after: receipt }).catch(() => undefined) // it is gone
      tell(`${person.name} is forgotten.`)
      if (form.isConnected) route("/")
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  if (!asked)
    return (
      <button class="danger" onClick={() => setAsked(true)}>
        Forget {person.name} …
      </button>
    )
  return (
    <form class="card danger" onSubmit={erase}>
      {problem && <Trouble problem={problem} />}
      <p>
        Everything that names {person.identifiers.join(", ")} is struck, now and in what is still to
        come. This can't be undone.
      </p>
      <label>
        <span>Type “{person.name}” to go on</span>
        <input value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      <div class="actions">
        <button class="danger" disabled={words.trim() !== person.name}>
          Forget
        </button>
        <button type="button" onClick={() => setAsked(false)}>
          Keep
        </button>
      </div>
    </form>
  )
}
