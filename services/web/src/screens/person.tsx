import { useState } from "preact/hooks"
import { at, type Schemas } from "../api"
import { Screen } from "../app"
import { type Asked, areSettled, useAsked, useLive } from "../asked"
import { me } from "../me"
import { Evidence } from "../ui/evidence"
import { Company, Person as Who, namesOf } from "../ui/links"
import { Trouble, Waiting } from "../ui/notice"
import { ago, counted, dayOf, relation } from "../words"
import { Common, useCommon } from "./person/common"
import { isUnnamed, OwnName } from "./person/own-name"
import { Introduced, useIntroduced } from "./person/introduced"
import { Upkeep } from "./person/upkeep"

type PersonPage = Schemas["PersonPage"]
type Tie = Schemas["TieTo"]

/** A person: who they are to me, whom they know, what happened when, and what I may do about it. */
export function Person({ name }: { name: string }) {
  return <One key={name} name={name} />
}

function One({ name }: { name: string }) {
  const person = useAsked<PersonPage>(at("people", name))
  const mine = useAsked<PersonPage>(at("people", me.value))
  const ties = useAsked<Schemas["TiesPage"]>(at("people", name, "ties"), { limit: 200 })
  const common = useCommon(name)
  const introduced = useIntroduced(name)
  useLive(person, "named")
  useLive(ties, "named")
  const settled = areSettled(person, mine, ties, common, introduced)
  const page = person.answer
  const own = page !== null && page.id === mine.answer?.id
  return (
    <Screen title={page?.name ?? "Person"}>
      {person.problem && <Trouble problem={person.problem} />}
      {!settled && <Waiting />}
      {page && settled && (
        <>
          {own && <p>This is you.</p>}
          {own && isUnnamed(page) && <OwnName person={page} onChange={person.again} />}
          <About person={page} />
          <Between person={page} mine={mine.answer?.id ?? ""} ties={ties} />
          {!own && <Common person={page} found={common} />}
          <Ties person={page} mine={mine.answer?.id ?? ""} ties={ties} />
          <Introduced found={introduced} />
          <section>
            <h2>The story</h2>
            <Evidence
              at={page.evidence}
              named={namesOf(mine.answer, page)}
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

type TiesProps = { person: PersonPage; mine: string; ties: Asked<Schemas["TiesPage"]> }

/** What is between us two. */
function Between({ person, mine, ties }: TiesProps) {
  const tie = ties.answer?.ties.find((one) => one.person.id === mine)
  if (!tie) return null
  return (
    <section class="card">
      <h2>You two</h2>
      <p>{sentence(tie)}</p>
      <Evidence at={tie.evidence} named={namesOf(tie.person, person)} onWrong={ties.again} />
    </section>
  )
}

/** Whom they know besides me. */
function Ties({ person, mine, ties }: TiesProps) {
  const [all, setAll] = useState(false)
  if (!ties.answer) return ties.problem && <Trouble problem={ties.problem} />
  const others = ties.answer.ties.filter((tie) => tie.person.id !== mine)
  return (
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
      {(all || others.length <= SHOWN) && ties.answer.next && <p class="quiet">And more.</p>}
    </section>
  )
}

function sentence(tie: Tie): string {
  const said = [...tie.relations.map(relation), tie.words]
  if (tie.last_contact) said.push(`last contact ${ago(tie.last_contact)}`)
  return said.join(" · ")
}
