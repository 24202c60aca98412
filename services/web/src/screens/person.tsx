import { at, type Schemas } from "../api"
import { Screen } from "../app"
import { areSettled, type Paged, useAsked, useLive, usePages } from "../asked"
import { me } from "../me"
import { Evidence } from "../ui/evidence"
import { Few } from "../ui/few"
import { Company, Person as Who, namesOf } from "../ui/links"
import { Trouble, Waiting } from "../ui/notice"
import { ago, capital, dayOf, relation } from "../words"
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
  const ties = usePages<Schemas["TiesPage"]>(at("people", name, "ties"), "ties", { limit: 200 })
  const introduced = useIntroduced(name)
  const page = person.answer
  const own = page !== null && page.id === mine.answer?.id
  const common = useCommon(page && mine.answer && !own ? name : null)
  useLive(person, "named")
  useLive(ties, "named")
  useLive(common, "named")
  const settled = areSettled(person, mine, ties, common, introduced)
  return (
    <Screen title={page?.name ?? "Person"}>
      {person.problem && <Trouble problem={person.problem} />}
      {!settled && <Waiting />}
      {page && settled && (
        <>
          {own && <p>This is you.</p>}
          {own && isUnnamed(page) && <OwnName person={page} onChange={person.again} />}
          <About person={page} />
          {common.answer?.tie && (
            <Between person={page} tie={common.answer.tie} onWrong={common.again} />
          )}
          <Common person={page} found={common} />
          <Ties person={page} mine={mine.answer?.id ?? ""} ties={ties} />
          <Introduced found={introduced} />
          <section>
            <h2>The story</h2>
            <Evidence
              at={page.evidence}
              named={namesOf(mine.answer, page, ...around(page, ties.answer, introduced.answer))}
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

/** Whom, and which companies, the events of somebody are likely to name. */
function around(
  person: PersonPage,
  ties: Schemas["TiesPage"] | null,
  introduced: Schemas["IntroductionsPage"] | null,
) {
  return [
    person.informant,
    ...person.employments.map((one) => one.company),
    ...(ties?.ties ?? []).map((tie) => tie.person),
    ...(introduced?.introductions ?? []).flatMap((one) => [
      one.asker,
      one.introducer,
      one.insider,
      one.company,
    ]),
  ]
}

function About({ person }: { person: PersonPage }) {
  const present = person.employments.filter((one) => one.current)
  const past = person.employments.filter((one) => !one.current)
  return (
    <section>
      {person.headline && <p class="lead">{person.headline}</p>}
      {person.informant && (
        <p>
          Known by the words of <Who who={person.informant} />
          {person.description && <>: “{person.description}”</>}.
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

type BetweenProps = { person: PersonPage; tie: Tie; onWrong: (receipt: string) => void }

/** What is between us two. */
function Between({ person, tie, onWrong }: BetweenProps) {
  return (
    <section class="card">
      <h2>You two</h2>
      <p>{capital(sentence(tie))}</p>
      <Evidence at={tie.evidence} named={namesOf(tie.person, person)} onWrong={onWrong} />
    </section>
  )
}

type TiesProps = { person: PersonPage; mine: string; ties: Paged<Schemas["TiesPage"]> }

/** Whom they know besides me. */
function Ties({ person, mine, ties }: TiesProps) {
  if (!ties.answer) return ties.problem && <Trouble problem={ties.problem} />
  const others = ties.answer.ties.filter((tie) => tie.person.id !== mine)
  return (
    <section>
      <h2>Whom {person.name} knows</h2>
      {others.length === 0 && <p class="quiet">Nobody that is known of.</p>}
      <Few of={others} few={SHOWN} from={ties}>
        {(shown) => (
          <ul class="people">
            {shown.map((tie) => (
              <li key={tie.person.id} class={tie.open ? "" : "quiet"}>
                <Who who={tie.person} /> <span class="quiet">{sentence(tie)}</span>
              </li>
            ))}
          </ul>
        )}
      </Few>
    </section>
  )
}

function sentence(tie: Tie): string {
  const said = [...tie.relations.map(relation), tie.words]
  if (tie.last_contact) said.push(`last contact ${ago(tie.last_contact)}`)
  return said.join(" · ")
}
