import { at, type Schemas } from "../../api"
import { useAsked } from "../../asked"
import { me } from "../../me"
import { addressOf, questionOf } from "./question"

const SHOWN = 8

/** My other target companies, a press away. */
export function Others({ but }: { but: string }) {
  const agenda = useAsked<Schemas["AgendaPage"]>(at("people", me.value, "agenda"))
  const all = agenda.answer?.targets.map((one) => one.company) ?? []
  const others = all.filter((company) => company.id !== but)
  if (others.length === 0) return null
  return (
    <p>
      Your other companies:{" "}
      {others.slice(0, SHOWN).map((company, number) => (
        <span key={company.id}>
          {number > 0 && ", "}
          <a href={addressOf({ ...questionOf({}), to: company.ref })}>{company.name}</a>
        </span>
      ))}
      {others.length > SHOWN && (
        <>
          , <a href="/sheet">and more</a>
        </>
      )}
    </p>
  )
}
