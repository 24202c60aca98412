import { at, type Schemas } from "../../api"
import { type Asked, useAsked } from "../../asked"
import { Company, Person as Who } from "../../ui/links"
import { dayOf } from "../../words"

type Introduction = Schemas["IntroductionSeen"]

type Found = Schemas["IntroductionsPage"]

export function useIntroduced(name: string): Asked<Found> {
  return useAsked<Found>(at("people", name, "introductions"), { limit: 20 })
}

/** Introductions in which somebody has a part. */
export function Introduced({ found }: { found: Asked<Found> }) {
  const all = found.answer?.introductions ?? []
  if (all.length === 0) return null
  return (
    <section>
      <h2>Introductions</h2>
      <ul class="people">
        {all.map((one) => (
          <li key={one.id}>
            <Told one={one} />
          </li>
        ))}
      </ul>
      {found.answer?.next && <p class="quiet">And more.</p>}
    </section>
  )
}

function Told({ one }: { one: Introduction }) {
  const latest = one.stages.at(-1)
  return (
    <>
      {one.asker ? <Who who={one.asker} /> : "Somebody"} to{" "}
      {one.insider ? <Who who={one.insider} /> : "an insider"}
      {one.company && (
        <>
          {" "}
          at <Company which={one.company} />
        </>
      )}
      {one.introducer && (
        <>
          , by <Who who={one.introducer} />
        </>
      )}{" "}
      <span class="quiet">
        · {one.stage.replaceAll("-", " ")}
        {latest && `, ${dayOf(latest.time)}`}
      </span>
    </>
  )
}
