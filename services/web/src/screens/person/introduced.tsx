import { at, type Schemas } from "../../api"
import { type Paged, usePages } from "../../asked"
import { Few } from "../../ui/few"
import { Company, Person as Who } from "../../ui/links"
import { dayOf } from "../../words"

type Introduction = Schemas["IntroductionSeen"]

type Found = Schemas["IntroductionsPage"]

export function useIntroduced(name: string): Paged<Found> {
  return usePages<Found>(at("people", name, "introductions"), "introductions", { limit: 20 })
}

/** Introductions in which somebody has a part. */
export function Introduced({ found }: { found: Paged<Found> }) {
  const all = found.answer?.introductions ?? []
  if (all.length === 0) return null
  return (
    <section>
      <h2>Introductions</h2>
      <Few of={all} from={found}>
        {(shown) => (
          <ul class="people">
            {shown.map((one) => (
              <li key={one.id}>
                <Told one={one} />
              </li>
            ))}
          </ul>
        )}
      </Few>
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
