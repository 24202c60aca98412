import { useState } from "preact/hooks"
import { at, type Problem, problemOf, type Schemas } from "../../api"
import { usePages } from "../../asked"
import { OWNER, publish, sayAgain } from "../../events"
import { EventList } from "../../ui/event-list"
import { Trouble, Waiting, tell } from "../../ui/notice"
import { counted } from "../../words"

type PersonPage = Schemas["PersonPage"]
type Claim = Schemas["EventSeen"]
type Props = { person: PersonPage; onChange: (after?: string) => void }

/** Why identifiers are one person's, claim by claim, each of which can be taken back. */
export function Split({ person, onChange }: Props) {
  const [shown, setShown] = useState(false)
  const number = person.identifiers.length
  if (number < 2) return null
  return (
    <details open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>Why these {number} are one person</summary>
      <ul>
        {person.identifiers.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {shown && <Claims person={person} onChange={onChange} />}
    </details>
  )
}

function Claims({ person, onChange }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const path = at("people", person.ref, "claims")
  const page = usePages<Schemas["EvidencePage"]>(path, "events", { limit: 200 })
  if (!page.answer && page.problem) return <Trouble problem={page.problem} />
  if (!page.answer) return <Waiting what="Looking up who said so" />
  const claims = page.answer.events
  const part = async (claim: Claim) => {
    setProblem(null)
    try {
      const said = { source: claim.source, id: claim.id }
      onChange((await publish("event.retracted", said)).receipt)
      tell("Taken as never said.", async () => onChange((await sayAgain(claim)).receipt))
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <>
      {problem && <Trouble problem={problem} />}
      <EventList
        of={claims}
        from={page}
        told={sentence}
        press="These are two people"
        onPress={part}
      />
      {page.problem && <Trouble problem={page.problem} />}
      {claims.length > 1 && (
        <p class="quiet">
          {counted(claims.length, "event")} say so. They part once nothing joins them any more.
        </p>
      )}
    </>
  )
}

function sentence(claim: Claim): string {
  const identifiers = claim.data["identifiers"]
  const who = Array.isArray(identifiers) ? identifiers.join(", ") : "a description and a name"
  if (claim.type === "inroad.person.merged.v1") return `Said to be one: ${who}`
  if (claim.type === "inroad.person.observed.v1")
    return `Known as one: ${who}${claim.source === OWNER ? "" : ` (${claim.source})`}`
  return `Who was described is named: ${String(claim.data["insider"] ?? who)}`
}
