import { useState } from "preact/hooks"
import { at, type Schemas } from "../api"
import { Screen } from "../app"
import { type Asked, areSettled, useAsked, useLive, usePages } from "../asked"
import { publish, retract } from "../events"
import { me } from "../me"
import { Evidence } from "../ui/evidence"
import { Few } from "../ui/few"
import { Person, namesOf } from "../ui/links"
import { Trouble, Waiting, tell } from "../ui/notice"
import { counted, dayOf } from "../words"

type Agenda = Schemas["AgendaPage"]
type CompanyPage = Schemas["CompanyPage"]
type Insider = Schemas["InsiderAt"]
type Intel = Schemas["IntelPage"]
type Way = Schemas["PathAnswer"]

/** A company: who is inside, what is said of it, and who of mine comes near. */
export function Company({ name }: { name: string }) {
  return <One key={name} name={name} />
}

function One({ name }: { name: string }) {
  const company = useAsked<CompanyPage>(at("companies", name))
  const agenda = useAsked<Agenda>(at("people", me.value, "agenda"))
  const ways = useAsked<Way>("/v1/paths", { from: me.value, to: name, k: 5 })
  const intel = useAsked<Intel>(at("companies", name, "intel"))
  useLive(company, "named")
  useLive(ways, "any")
  useLive(intel, "any")
  const settled = areSettled(company, agenda, ways, intel)
  const page = company.answer
  return (
    <Screen title={page?.name ?? "Company"}>
      {company.problem && <Trouble problem={company.problem} />}
      {!settled && <Waiting what="Looking for ways" />}
      {page && settled && (
        <>
          <p class="quiet">{[page.field, page.place].filter(Boolean).join(" · ")}</p>
          <Wanted company={page} agenda={agenda} />
          <Near company={page} found={ways} />
          <Said intel={intel} />
          <Insiders company={page} />
          <Evidence at={page.evidence} named={namesOf(ways.answer?.from, page)} />
        </>
      )}
    </Screen>
  )
}

function Wanted({ company, agenda }: { company: CompanyPage; agenda: Asked<Agenda> }) {
  const target = agenda.answer?.targets.find((one) => one.company.id === company.id)
  const change = async (kind: string, data: Record<string, unknown>, text: string) => {
    const about = { person: me.value, company: company.ref, ...data }
    const { id, receipt } = await publish(kind, about)
    agenda.again(receipt)
    tell(text, async () => agenda.again((await retract(id)).receipt))
  }
  if (!agenda.answer) return null
  if (!target)
    return (
      <button
        onClick={() =>
          change("company.targeted", { priority: 1 }, `${company.name} is on your sheet.`)
        }
      >
        Put it on my sheet
      </button>
    )
  return (
    <p>
      On your sheet since {dayOf(target.since)}.{" "}
      <button
        class="link"
        onClick={() => change("company.untargeted", {}, `${company.name} is off your sheet.`)}
      >
        Take it off
      </button>
    </p>
  )
}

function Near({ company, found }: { company: CompanyPage; found: Asked<Way> }) {
  const ways = found.answer?.paths ?? []
  return (
    <section>
      <h2>Who of yours comes near</h2>
      {found.problem && <Trouble problem={found.problem} />}
      {found.answer && (
        <>
          <p class="lead">{found.answer.sentence}</p>
          {ways.length > 1 && (
            <ul>
              {ways.slice(1).map((way, number) => (
                <li key={number}>{way.sentence}</li>
              ))}
            </ul>
          )}
          <p>
            <a href={`/way-in?to=${encodeURIComponent(company.ref)}`}>See the ways in full</a>
          </p>
        </>
      )}
    </section>
  )
}

function Said({ intel }: { intel: Asked<Intel> }) {
  const page = intel.answer
  if (!page) return intel.problem && <Trouble problem={intel.problem} />
  return (
    <section>
      <h2>What is said</h2>
      <p>{page.text}</p>
      {page.warning && <p class="advice">{page.warning.text}</p>}
      {page.contradictions.map((one) => (
        <div class="beside" key={one.topic}>
          <Voices title={`Of ${one.topic}, good`} words={one.good} />
          <Voices title={`Of ${one.topic}, bad`} words={one.bad} />
        </div>
      ))}
      {page.ledger.length > 0 && (
        <details>
          <summary>{counted(page.ledger.length, "remark")}, word for word</summary>
          <Voices title="" words={page.ledger} />
        </details>
      )}
    </section>
  )
}

function Voices({ title, words }: { title: string; words: readonly Schemas["IntelEntry"][] }) {
  return (
    <div>
      {title && <h3>{title}</h3>}
      <ul class="events">
        {words.map((word, number) => (
          <li key={number} class={word.standing ? "" : "quiet"}>
            <time class="quiet" dateTime={word.time}>
              {dayOf(word.time)}
            </time>
            <span>
              {word.who ? <Person who={word.who} /> : "Somebody"} ({word.basis}), {word.topic}:{" "}
              {word.sentiment}
              {word.words && <> “{word.words}”</>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Insiders({ company }: { company: CompanyPage }) {
  const [former, setFormer] = useState(false)
  const found = usePages<Schemas["InsidersPage"]>(company.insiders, "insiders", {
    include_former: former,
    limit: 200,
  })
  const all = found.answer?.insiders ?? []
  return (
    <section>
      <h2>Insiders</h2>
      <p>
        {counted(company.current_insiders, "person", "people")} now
        {company.former_insiders > 0 && `, ${company.former_insiders.toLocaleString("en")} before`}.
      </p>
      {company.former_insiders > 0 && (
        <label class="option">
          <input
            type="checkbox"
            checked={former}
            onChange={(event) => setFormer(event.currentTarget.checked)}
          />
          Those who left too
        </label>
      )}
      {found.problem && <Trouble problem={found.problem} />}
      <Few of={all} from={found}>
        {(shown) => (
          <ul class="people">
            {shown.map((one) => (
              <li key={one.person.id}>
                <Person who={one.person} /> <span class="quiet">{position(one)}</span>
              </li>
            ))}
          </ul>
        )}
      </Few>
    </section>
  )
}

function position(one: Insider): string {
  const told = one.informant ? `known by the words of ${one.informant.name}` : ""
  const left = one.current ? "" : `until ${one.until ? dayOf(one.until) : "some time ago"}`
  return [one.title, left, told].filter(Boolean).join(", ")
}
