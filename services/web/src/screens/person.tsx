import { useState } from "preact/hooks"
import { useLocation } from "preact-iso"
import { at, type Schemas } from "../api"
import { Screen } from "../app"
import { useAsked } from "../asked"
import { leaveOut, leftOut } from "../day"
import { publish, retract } from "../events"
import { drop } from "../handed"
import { me, personRef } from "../me"
import { Evidence } from "../ui/evidence"
import { Company, Person as Who, namesOf } from "../ui/links"
import { Trouble, Waiting, tell } from "../ui/notice"
import { ago, counted, dayOf, relation } from "../words"

type PersonPage = Schemas["PersonPage"]
type Tie = Schemas["TieTo"]

/** A person: who they are to me, whom they know, what happened when, and what I may do about it. */
export function Person({ name }: { name: string }) {
  const person = useAsked<PersonPage>(at("people", name))
  const page = person.answer
  return (
    <Screen title={page?.name ?? "Person"}>
      {person.problem && <Trouble problem={person.problem} />}
      {!page && person.waiting && <Waiting />}
      {page && (
        <>
          <About person={page} />
          <Ties person={page} />
          <section>
            <h2>The story</h2>
            <Evidence at={page.evidence} named={namesOf(page)} open onWrong={person.again} />
          </section>
          <Upkeep person={page} onChange={person.again} />
        </>
      )}
    </Screen>
  )
}

function About({ person }: { person: PersonPage }) {
  const present = person.employments.filter((one) => one.current)
  const past = person.employments.filter((one) => !one.current)
  return (
    <section>
      {person.headline && <p class="lead">{person.headline}</p>}
      {person.informant && (
        <p>
          Known by the words of <Who who={person.informant} />: “{person.description}”.
        </p>
      )}
      {present.map((one) => (
        <p key={one.company.id}>
          Works at <Company which={one.company} />
          {one.title && `, ${one.title}`}
          {one.since && <span class="quiet"> since {dayOf(one.since)}</span>}
        </p>
      ))}
      {past.map((one) => (
        <p key={one.company.id} class="quiet">
          Was at <Company which={one.company} />
          {one.until && ` until ${dayOf(one.until)}`}
        </p>
      ))}
      <p class="quiet">{[person.field, person.place].filter(Boolean).join(" · ")}</p>
    </section>
  )
}

const SHOWN = 12

function Ties({ person }: { person: PersonPage }) {
  const [all, setAll] = useState(false)
  const found = useAsked<Schemas["TiesPage"]>(person.ties, { limit: 200 })
  if (found.problem) return <Trouble problem={found.problem} />
  if (!found.answer) return <Waiting what="Looking whom they know" />
  const ties = found.answer.ties
  const mine = ties.find((tie) => tie.person.ref === me.value)
  const others = ties.filter((tie) => tie !== mine)
  return (
    <>
      {mine && (
        <section class="card">
          <h2>You two</h2>
          <p>{sentence(mine)}</p>
          <Evidence at={mine.evidence} named={namesOf(person, mine.person)} onWrong={found.again} />
        </section>
      )}
      <section>
        <h2>Whom {person.name} knows</h2>
        {others.length === 0 && <p class="quiet">Nobody that is known of.</p>}
        <ul class="people">
          {others.slice(0, all ? others.length : SHOWN).map((tie) => (
            <li key={tie.person.id} class={tie.open ? "" : "quiet"}>
              <Who who={tie.person} /> <span class="quiet">{sentence(tie)}</span>
            </li>
          ))}
        </ul>
        {!all && others.length > SHOWN && (
          <button class="link" onClick={() => setAll(true)}>
            Show {counted(others.length - SHOWN, "more", "more")}
          </button>
        )}
      </section>
    </>
  )
}

function sentence(tie: Tie): string {
  const said = [...tie.relations.map(relation), tie.words]
  if (tie.last_contact) said.push(`last contact ${ago(tie.last_contact)}`)
  return said.join(" · ")
}

function Upkeep({ person, onChange }: { person: PersonPage; onChange: (after?: string) => void }) {
  return (
    <section>
      <h2>Upkeep</h2>
      <NeverAsk person={person} />
      <Merge person={person} onChange={onChange} />
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
  return out ? (
    <p>{person.name} is left in peace: no move of yours asks them or goes through them.</p>
  ) : (
    <button onClick={never}>Never ask {person.name}</button>
  )
}

function Merge({ person, onChange }: { person: PersonPage; onChange: (after?: string) => void }) {
  const [words, setWords] = useState("")
  const merge = async (event: Event) => {
    event.preventDefault()
    const identifiers = [person.ref, personRef(words)]
    const { id, receipt } = await publish("person.merged", { identifiers })
    onChange(receipt)
    setWords("")
    tell("They are one.", async () => onChange((await retract(id)).receipt))
  }
  return (
    <form class="line" onSubmit={merge}>
      <label>
        <span>The same person as</span>
        <input
          required
          placeholder="ann@home.example"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      <button>Merge</button>
    </form>
  )
}

function Erase({ person }: { person: PersonPage }) {
  const { route } = useLocation()
  const [words, setWords] = useState("")
  const [asked, setAsked] = useState(false)
  const erase = async (event: Event) => {
    event.preventDefault()
    await publish("person.erased", { identifiers: person.identifiers })
    person.identifiers.forEach(drop)
    tell(`${person.name} is forgotten.`)
    route("/")
  }
  if (!asked)
    return (
      <button class="danger" onClick={() => setAsked(true)}>
        Forget {person.name} …
      </button>
    )
  return (
    <form class="card danger" onSubmit={erase}>
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
