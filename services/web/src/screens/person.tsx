import type { ComponentChildren } from "preact"
import { useState } from "preact/hooks"
import { at, type Schemas } from "../api"
import { Screen } from "../app"
import { useAsked, useLive } from "../asked"
import { me } from "../me"
import { Evidence } from "../ui/evidence"
import { Company, Person as Who, namesOf } from "../ui/links"
import { Trouble, Waiting } from "../ui/notice"
import { ago, counted, dayOf, relation } from "../words"
import { Common } from "./person/common"
import { Introduced } from "./person/introduced"
import { Upkeep } from "./person/upkeep"

type PersonPage = Schemas["PersonPage"]
type Tie = Schemas["TieTo"]

/** A person: who they are to me, whom they know, what happened when, and what I may do about it. */
export function Person({ name }: { name: string }) {
  const person = useAsked<PersonPage>(at("people", name))
  useLive(person, "named")
  const mine = useAsked<PersonPage>(at("people", me.value))
  const page = person.answer
  const own = page !== null && page.id === mine.answer?.id
  return (
    <Screen title={page?.name ?? "Person"}>
      {person.problem && <Trouble problem={person.problem} />}
      {!page && person.waiting && <Waiting />}
      {page && (
        <>
          {own && <p>This is you.</p>}
          <About person={page} />
          <Ties person={page} mine={mine.answer?.id ?? ""}>
            {!own && <Common person={page} />}
          </Ties>
          <Introduced person={page} />
          <section>
            <h2>The story</h2>
            <Evidence
              at={page.evidence}
              named={namesOf(page, mine.answer)}
              open
              onWrong={person.again}
            />
          </section>
          <Upkeep key={page.id} person={page} own={own} onChange={person.again} />
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

type TiesProps = { person: PersonPage; mine: string; children: ComponentChildren }

/** What is between us two, then *children*, then whom they know. */
function Ties({ person, mine: my, children }: TiesProps) {
  const [all, setAll] = useState(false)
  const found = useAsked<Schemas["TiesPage"]>(person.ties, { limit: 200 })
  useLive(found, "named")
  if (found.problem) return <Trouble problem={found.problem} />
  if (!found.answer) return <Waiting what="Looking whom they know" />
  const ties = found.answer.ties
  const mine = ties.find((tie) => tie.person.id === my)
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
      {children}
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
